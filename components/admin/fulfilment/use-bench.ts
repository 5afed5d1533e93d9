"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "@/components/trpc-client";
import type { Bench } from "@/server/domain/shipment/shipment.queries";
import { beep } from "./beeps";
import { withScans } from "./read-scan";
import { useFloor } from "./use-floor";
import { usePicking, type Word } from "./use-picking";

/** How long a scan may take before it is sent again. */
const patienceMs = 10_000;

/** A shipment and all that can be done to it. The state is the server's, so a reload or a second screen agrees. */
export function useBench(initial: Bench, me: string) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [word, setWord] = useState<Word | null>(null);
  const shipment = initial.number;
  const options = trpc.shipment.bench.queryOptions({ shipment });
  const { queryKey } = options;
  const refresh = () => queries.invalidateQueries({ queryKey });
  const floor = useFloor((changed) => {
    const about =
      changed === "anything" ||
      changed.shipments.includes(shipment) ||
      changed.orders.includes(initial.orderNumber);
    // What is on its way is counted when it is answered; looking in between would show it twice.
    if (about && picking.sending.waiting.length === 0) void refresh();
  });
  const { data: bench } = useQuery({ ...options, initialData: initial, refetchInterval: floor.lookEvery });
  const say = (said: Omit<Word, "at"> | null) => setWord(said && { ...said, at: Date.now() });

  const picking = usePicking({
    of: `shipment ${shipment}`,
    lines: bench.lines.map((line) => ({ ...line, shipment, slot: 0 })),
    scanBins: bench.scanBins,
    say,
    line: () => ({
      by: me,
      to: shipment,
      send: ({ scan, code, quantity, stockLevelId, bin }) =>
        client.shipment.pick.mutate(
          { shipment, scan, code, quantity, stockLevelId, bin },
          { signal: AbortSignal.timeout(patienceMs) },
        ),
      booked: (scan) =>
        queries.setQueryData(queryKey, (now) => {
          if (!now) return now;
          const lines = now.lines.map((line) => ({ ...line, shipment, slot: 0 }));
          return { ...now, lines: withScans(lines, [scan]) };
        }),
      refresh,
    }),
  });

  const refused = (error: { message: string; data?: unknown }) => {
    beep("wrong");
    const detail = error.data
      ? error.message
      : "The server can't be reached. Nothing was changed; please try again.";
    say({ tone: "critical", title: "That didn't work", detail });
  };
  const quietly = {
    // One after the other, in the order of the presses.
    scope: { id: shipment },
    onSettled: refresh,
    onError: refused,
    onSuccess: () => setWord(null),
  };

  const start = useMutation(trpc.shipment.startPicking.mutationOptions(quietly));
  const putBack = useMutation(trpc.shipment.returnToQueue.mutationOptions(quietly));
  const pack = useMutation(trpc.shipment.pack.mutationOptions(quietly));
  const unpack = useMutation(trpc.shipment.unpack.mutationOptions(quietly));
  const label = useMutation(trpc.shipment.buyLabel.mutationOptions(quietly));
  const voidLabels = useMutation(trpc.shipment.voidLabels.mutationOptions(quietly));
  const ship = useMutation(trpc.shipment.ship.mutationOptions(quietly));
  return {
    bench,
    shipment,
    me,
    floor,
    picking,
    word,
    say,
    start,
    putBack,
    pack,
    unpack,
    label,
    voidLabels,
    ship,
  };
}

export type BenchWork = ReturnType<typeof useBench>;
