import { buyLabel } from "@/server/domain/shipment/buy-label";
import { packShipment } from "@/server/domain/shipment/pack-shipment";
import { pickItem, startPicking } from "@/server/domain/shipment/pick-shipment";
import { shipOrder } from "@/server/domain/shipment/ship-order";
import { packSchema, pickSchema, shipmentSchema } from "@/server/domain/shipment/shipment.schema";
import { router, staff } from "./trpc";

export const shipmentRouter = router({
  startPicking: staff("warehouse")
    .input(shipmentSchema)
    .mutation(({ ctx, input }) => startPicking(ctx, input.shipment)),
  pick: staff("warehouse")
    .input(pickSchema)
    .mutation(({ ctx, input }) => pickItem(ctx, input.shipment, input.code, input.quantity)),
  pack: staff("warehouse")
    .input(shipmentSchema)
    .mutation(({ ctx, input }) => packShipment(ctx, input.shipment)),
  buyLabel: staff("warehouse")
    .input(packSchema)
    .mutation(({ ctx, input }) => buyLabel(ctx, input.shipment, { weightGrams: input.weightGrams })),
  ship: staff("warehouse")
    .input(shipmentSchema)
    .mutation(({ ctx, input }) => shipOrder(ctx, input.shipment)),
});
