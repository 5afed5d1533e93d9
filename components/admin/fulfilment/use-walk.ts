"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "@/components/trpc-client";
import { isGoing } from "@/server/domain/wave/wave";
import type { Walk } from "@/server/domain/wave/wave.queries";
import { beep } from "./beeps";
import { withScans } from "./read-scan";
import { useFloor } from "./use-floor";
import { usePicking, type Word } from "./use-picking";

/** How long a scan may take before it is sent again. */
const patienceMs = 10_000;

/** A walk, its totes and what is fetched for them. The state is the server's. */
export function useWalk(initial: Walk, me: string) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [word, setWord] = useState<Word | null>(null);
  const wave = initial.number;
  const options = trpc.wave.look.queryOptions({ wave });
  const { queryKey } = options;
  const refresh = () => queries.invalidateQueries({ queryKey });
  const floor = useFloor((changed) => {
    const about =
      changed === "anything" ||
      walk.totes.some(
        ({ shipment }) =>
          changed.shipments.includes(shipment) ||
          changed.orders.some((order) => shipment.startsWith(`${order}-`)),
      );
    if (about && picking.sending.waiting.length === 0) void refresh();
  });
  const { data: walk } = useQuery({ ...options, initialData: initial, refetchInterval: floor.lookEvery });
  const say = (said: Omit<Word, "at"> | null) => setWord(said && { ...said, at: Date.now() });

  const picking = usePicking({
    of: `walk ${wave}`,
    lines: walk.totes.filter(isGoing).flatMap((tote) => tote.lines),
    scanBins: walk.scanBins,
    say,
    line: () => ({
      by: me,
      to: wave,
      send: ({ scan, code, quantity, stockLevelId, bin }) =>
        client.wave.pick.mutate(
          { wave, scan, code, quantity, stockLevelId, bin },
          { signal: AbortSignal.timeout(patienceMs) },
        ),
      booked: (scan) =>
        queries.setQueryData(queryKey, (now) => now && { ...now, totes: counted(now.totes, scan) }),
      refresh,
    }),
  });

  const quietly = {
    scope: { id: wave },
    onSettled: refresh,
    onError: (error: { message: string; data?: unknown }) => {
      beep("wrong");
      const detail = error.data ? error.message : "The server can't be reached. Nothing was changed.";
      say({ tone: "critical", title: "That didn't work", detail });
    },
    onSuccess: () => setWord(null),
  };
  const leave = useMutation(trpc.wave.leave.mutationOptions(quietly));
  const release = useMutation(trpc.wave.release.mutationOptions(quietly));
  return { walk, floor, picking, word, say, leave, release };
}

export type WalkWork = ReturnType<typeof useWalk>;

/** The totes with a scan's units in them. */
function counted(totes: Walk["totes"], scan: Parameters<typeof withScans>[1][number]): Walk["totes"] {
  const lines = withScans(
    totes.filter(isGoing).flatMap((tote) => tote.lines),
    [scan],
  );
  return totes.map((tote) => {
    const own = lines.filter((line) => line.shipment === tote.shipment);
    if (own.length === 0) return tote;
    return { ...tote, lines: own, picked: own.reduce((units, line) => units + line.picked, 0) };
  });
}
