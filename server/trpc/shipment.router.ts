import { buyLabel } from "@/server/domain/shipment/buy-label";
import { labelOffers } from "@/server/domain/shipment/label-offers";
import { packShipment } from "@/server/domain/shipment/pack-shipment";
import { labelSchema, packSchema } from "@/server/domain/shipment/packing.schema";
import { pickItem, startPicking } from "@/server/domain/shipment/pick-shipment";
import { returnToQueue } from "@/server/domain/shipment/return-to-queue";
import { shipOrder } from "@/server/domain/shipment/ship-order";
import { shipmentBench, shipmentQueue } from "@/server/domain/shipment/shipment.queries";
import {
  pickSchema,
  queueSchema,
  shipmentSchema,
  takeNextSchema,
} from "@/server/domain/shipment/shipment.schema";
import { shortPick } from "@/server/domain/shipment/short-pick";
import { shortPickSchema } from "@/server/domain/shipment/short-pick.schema";
import { takeNext } from "@/server/domain/shipment/take-next";
import { unpackShipment } from "@/server/domain/shipment/unpack-shipment";
import { voidShipmentLabels } from "@/server/domain/shipment/void-shipment-labels";
import { floorNews } from "./floor-news";
import { router, staff } from "./trpc";

export const shipmentRouter = router({
  /** What changed, as it happens, by server-sent events; it names shipments and orders, and carries no state. */
  live: staff("warehouse").subscription(({ ctx, signal }) => floorNews(ctx, ctx.stillThere, signal)),
  queue: staff("warehouse")
    .input(queueSchema)
    .query(({ ctx, input }) => shipmentQueue(ctx, input)),
  bench: staff("warehouse")
    .input(shipmentSchema)
    .query(({ ctx, input }) => shipmentBench(ctx, input.shipment)),
  startPicking: staff("warehouse")
    .input(shipmentSchema)
    .mutation(({ ctx, input }) => startPicking(ctx, input.shipment)),
  takeNext: staff("warehouse")
    .input(takeNextSchema)
    .mutation(({ ctx, input }) => takeNext(ctx, input)),
  pick: staff("warehouse")
    .input(pickSchema)
    .mutation(({ ctx, input }) => pickItem(ctx, input.shipment, input.code, input.quantity, input)),
  short: staff("warehouse")
    .input(shortPickSchema)
    .mutation(({ ctx, input }) => shortPick(ctx, input)),
  returnToQueue: staff("warehouse")
    .input(shipmentSchema)
    .mutation(({ ctx, input }) => returnToQueue(ctx, input.shipment)),
  pack: staff("warehouse")
    .input(packSchema)
    .mutation(({ ctx, input }) => packShipment(ctx, input.shipment, input.packages)),
  unpack: staff("warehouse")
    .input(shipmentSchema)
    .mutation(({ ctx, input }) => unpackShipment(ctx, input.shipment)),
  offers: staff("warehouse")
    .input(shipmentSchema)
    .query(({ ctx, input }) => labelOffers(ctx, input.shipment)),
  buyLabel: staff("warehouse")
    .input(labelSchema)
    .mutation(({ ctx, input }) => buyLabel(ctx, input.shipment, input)),
  voidLabels: staff("warehouse")
    .input(shipmentSchema)
    .mutation(({ ctx, input }) => voidShipmentLabels(ctx, input.shipment)),
  ship: staff("warehouse")
    .input(shipmentSchema)
    .mutation(({ ctx, input }) => shipOrder(ctx, input.shipment)),
});
