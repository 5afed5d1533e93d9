"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/trpc-client";
import type { Bench } from "@/server/domain/shipment/shipment.queries";
import { beep } from "./beeps";

/** What was heard last: shown, read out and sounded. */
export type Word = { tone: "positive" | "critical"; title: string; detail?: string; at: number };

/** A shipment and all that can be done to it. The state is the server's, so a reload or a second screen agrees. */
export function useBench(initial: Bench) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [word, setWord] = useState<Word | null>(null);
  const shipment = initial.number;
  const options = trpc.shipment.bench.queryOptions({ shipment });
  const { data: bench } = useQuery({ ...options, initialData: initial, refetchInterval: 10_000 });

  const refused = (error: { message: string; data?: unknown }) => {
    beep("wrong");
    const detail = error.data
      ? error.message
      : "The server can't be reached. Nothing was changed; please try again.";
    setWord({ tone: "critical", title: "That didn't work", detail, at: Date.now() });
  };
  const common = {
    // One after the other, in the order of the scans.
    scope: { id: shipment },
    onSettled: () => queries.invalidateQueries({ queryKey: options.queryKey }),
    onError: refused,
  };
  const quietly = { ...common, onSuccess: () => setWord(null) };

  const start = useMutation(trpc.shipment.startPicking.mutationOptions(quietly));
  const pick = useMutation(
    trpc.shipment.pick.mutationOptions({
      ...common,
      onSuccess: ({ title, picked, quantity, left }) => {
        beep("right");
        const detail =
          left === 0 ? "That was the last one." : `${left} ${left === 1 ? "unit" : "units"} to go.`;
        setWord({ tone: "positive", title: `${title}: ${picked} of ${quantity}`, detail, at: Date.now() });
      },
    }),
  );
  const putBack = useMutation(trpc.shipment.returnToQueue.mutationOptions(quietly));
  const pack = useMutation(trpc.shipment.pack.mutationOptions(quietly));
  const unpack = useMutation(trpc.shipment.unpack.mutationOptions(quietly));
  const label = useMutation(trpc.shipment.buyLabel.mutationOptions(quietly));
  const voidLabels = useMutation(trpc.shipment.voidLabels.mutationOptions(quietly));
  const ship = useMutation(trpc.shipment.ship.mutationOptions(quietly));
  return { bench, shipment, word, start, pick, putBack, pack, unpack, label, voidLabels, ship };
}

export type BenchWork = ReturnType<typeof useBench>;
