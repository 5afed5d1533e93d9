"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/components/trpc-client";
import type { HandedOver } from "@/server/domain/shipment/handover";
import type { Handover } from "@/server/domain/shipment/handover.queries";
import { beep } from "./beeps";
import { parcelWords } from "./handover-words";

export type Told = { tone: "positive" | "warning" | "critical"; title: string; detail?: string; at: number };

/** How often the board looks for news of its own accord. */
const lookEvery = 5_000;

/** What stands ready, and all that can be done with it. */
export function useHandover(initial: Handover, place: string | undefined) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [told, setTold] = useState<Told | null>(null);
  const [results, setResults] = useState<HandedOver[]>([]);
  const options = trpc.handover.board.queryOptions({ location: place });
  const { data: board, isError } = useQuery({ ...options, initialData: initial, refetchInterval: lookEvery });

  const say = (said: Omit<Told, "at">) => setTold({ ...said, at: Date.now() });
  const refused = (error: { message: string; data?: unknown }) => {
    beep("wrong");
    say({
      tone: "critical",
      title: "That didn't work",
      detail: error.data
        ? error.message
        : "The server can't be reached. Nothing was changed; please try again.",
    });
  };
  const common = {
    onError: refused,
    onSettled: () => queries.invalidateQueries({ queryKey: options.queryKey }),
  };
  const ship = useMutation(
    trpc.handover.ship.mutationOptions({
      ...common,
      onSuccess: (all) => {
        const failed = all.filter(({ ok }) => !ok);
        const packages = all.reduce((sum, one) => sum + one.packages, 0);
        setResults(failed);
        beep(failed.length > 0 ? "wrong" : "right");
        say(
          failed.length === 0
            ? { tone: "positive", title: `Shipped ${parcelWords(packages)}` }
            : {
                tone: "warning",
                title: `Shipped ${all.length - failed.length} of ${all.length} shipments`,
                detail: "What did not ship is listed below, with the reason.",
              },
        );
      },
    }),
  );
  const scan = useMutation(
    trpc.handover.scan.mutationOptions({
      ...common,
      // One after the other, in the order of the scans.
      scope: { id: "handover" },
      onSuccess: ({ ok, shipment, packages, already, message }) => {
        beep(ok && !already ? "right" : "wrong");
        if (!ok) return say({ tone: "critical", title: `${shipment} did not ship`, detail: message });
        if (already) return say({ tone: "warning", title: `${shipment} was shipped before` });
        const all =
          packages > 1 ? { detail: `With all its ${packages} packages: hand each of them over.` } : {};
        return say({ tone: "positive", title: `${shipment} shipped`, ...all });
      },
    }),
  );
  const close = useMutation(
    trpc.handover.closeManifest.mutationOptions({
      ...common,
      onSuccess: ({ manifest, parcels }) =>
        say({ tone: "positive", title: `${manifest} is closed with ${parcelWords(parcels)}` }),
    }),
  );
  return { board, isError, told, results, ship, scan, close };
}

export type HandoverWork = ReturnType<typeof useHandover>;
