"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useTRPC } from "@/components/trpc-client";
import type { Queue } from "@/server/domain/shipment/shipment.queries";
import type { QueueInput } from "@/server/domain/shipment/shipment.schema";
import { useFloor } from "./use-floor";

/** A crowd of changes is looked up once in so long. */
const gatherMs = 400;

/** The queue as it changes, and the two ways to take work from it. */
export function useQueue(initial: Queue, filter: QueueInput) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [told, setTold] = useState<string | null>(null);
  const options = trpc.shipment.queue.queryOptions(filter);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const floor = useFloor(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => void queries.invalidateQueries({ queryKey: trpc.shipment.queue.queryKey() }),
      gatherMs,
    );
  });
  const { data, isError } = useQuery({
    ...options,
    initialData: initial,
    placeholderData: keepPreviousData,
    refetchInterval: floor.lookEvery,
  });

  const onError = (error: { message: string; data?: unknown }) =>
    setTold(error.data ? error.message : "The server can't be reached. Nothing was taken; please try again.");
  const take = useMutation(
    trpc.shipment.takeNext.mutationOptions({
      onError,
      onSuccess: ({ shipment }) => {
        if (shipment) router.push(`/admin/fulfilment/${shipment}`);
        else setTold("Nothing is left to take: everything is picked, on hold or in somebody's hands.");
      },
    }),
  );
  const walk = useMutation(
    trpc.wave.start.mutationOptions({
      onError,
      onSuccess: ({ wave }) => router.push(`/admin/fulfilment/waves/${wave}`),
    }),
  );
  return { queue: data, floor, isError, take, walk, told, forget: () => setTold(null) };
}
