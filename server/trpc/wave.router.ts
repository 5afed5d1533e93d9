import { leaveWave } from "@/server/domain/wave/leave-wave";
import { pickForWave } from "@/server/domain/wave/pick-for-wave";
import { releaseWave } from "@/server/domain/wave/release-wave";
import { startWave } from "@/server/domain/wave/start-wave";
import { walkView } from "@/server/domain/wave/wave.queries";
import {
  leaveWaveSchema,
  pickForWaveSchema,
  startWaveSchema,
  waveSchema,
} from "@/server/domain/wave/wave.schema";
import { router, staff } from "./trpc";

export const waveRouter = router({
  look: staff("warehouse")
    .input(waveSchema)
    .query(({ ctx, input }) => walkView(ctx, input.wave)),
  start: staff("warehouse")
    .input(startWaveSchema)
    .mutation(({ ctx, input }) => startWave(ctx, input)),
  pick: staff("warehouse")
    .input(pickForWaveSchema)
    .mutation(({ ctx, input }) => pickForWave(ctx, input)),
  leave: staff("warehouse")
    .input(leaveWaveSchema)
    .mutation(({ ctx, input }) => leaveWave(ctx, input.wave, input.shipment)),
  release: staff("warehouse")
    .input(waveSchema)
    .mutation(({ ctx, input }) => releaseWave(ctx, input.wave)),
});
