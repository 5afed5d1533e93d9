import { setBinSchema } from "@/server/domain/inventory/bin.schema";
import { recallLotSchema } from "@/server/domain/inventory/expiry.schema";
import { undoMovementSchema, updateInventorySchema } from "@/server/domain/inventory/inventory.schema";
import { recallLot } from "@/server/domain/inventory/recall-lot";
import { setBin } from "@/server/domain/inventory/set-bin";
import { undoMovement } from "@/server/domain/inventory/undo-movement";
import { updateInventory } from "@/server/domain/inventory/update-inventory";
import { asId } from "@/server/kernel/id";
import { router, staff } from "./trpc";

export const inventoryRouter = router({
  update: staff("warehouse")
    .input(updateInventorySchema)
    .mutation(({ ctx, input }) => updateInventory(ctx, input)),
  recall: staff("manager")
    .input(recallLotSchema)
    .mutation(({ ctx, input }) => recallLot(ctx, { ...input, lotId: asId<"lot">(input.lotId) })),
  setBin: staff("warehouse")
    .input(setBinSchema)
    .mutation(({ ctx, input }) => setBin(ctx, input)),
  undo: staff("warehouse")
    .input(undoMovementSchema)
    .mutation(({ ctx, input }) => undoMovement(ctx, input)),
});
