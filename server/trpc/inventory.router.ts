import { updateInventorySchema } from "@/server/domain/inventory/inventory.schema";
import { updateInventory } from "@/server/domain/inventory/update-inventory";
import { router, staff } from "./trpc";

export const inventoryRouter = router({
  update: staff("warehouse")
    .input(updateInventorySchema)
    .mutation(({ ctx, input }) => updateInventory(ctx, input)),
});
