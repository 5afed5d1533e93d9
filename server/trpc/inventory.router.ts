import { undoMovementSchema, updateInventorySchema } from "@/server/domain/inventory/inventory.schema";
import { undoMovement } from "@/server/domain/inventory/undo-movement";
import { updateInventory } from "@/server/domain/inventory/update-inventory";
import { router, staff } from "./trpc";

export const inventoryRouter = router({
  update: staff("warehouse")
    .input(updateInventorySchema)
    .mutation(({ ctx, input }) => updateInventory(ctx, input)),
  undo: staff("warehouse")
    .input(undoMovementSchema)
    .mutation(({ ctx, input }) => undoMovement(ctx, input)),
});
