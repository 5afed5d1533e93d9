import { closeManifest } from "@/server/domain/shipment/close-manifest";
import { handOver, handOverScanned } from "@/server/domain/shipment/hand-over";
import { handoverBoard } from "@/server/domain/shipment/handover.queries";
import {
  boardSchema,
  handOverSchema,
  manifestSchema,
  scanSchema,
} from "@/server/domain/shipment/handover.schema";
import { router, staff } from "./trpc";

export const handoverRouter = router({
  board: staff("warehouse")
    .input(boardSchema)
    .query(({ ctx, input }) => handoverBoard(ctx, input.location)),
  ship: staff("warehouse")
    .input(handOverSchema)
    .mutation(({ ctx, input }) => handOver(ctx, input.shipments)),
  scan: staff("warehouse")
    .input(scanSchema)
    .mutation(({ ctx, input }) => handOverScanned(ctx, input.code)),
  closeManifest: staff("warehouse")
    .input(manifestSchema)
    .mutation(({ ctx, input }) => closeManifest(ctx, input.manifest)),
});
