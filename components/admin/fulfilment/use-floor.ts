"use client";

import { useSubscription } from "@trpc/tanstack-react-query";
import { useEffect, useEffectEvent } from "react";
import { useTRPC } from "@/components/trpc-client";

/** Numbers of what changed; "anything" when news may have been missed. */
export type Changed = "anything" | { shipments: readonly string[]; orders: readonly string[] };

export type Floor = { live: boolean /** How often to look by oneself, in ms. */; lookEvery: number };

const again = 5_000;

/** Hears what happens on the warehouse floor. While the line is down the page looks by itself, and it comes back alone. */
export function useFloor(onChange: (changed: Changed) => void): Floor {
  const trpc = useTRPC();
  const tell = useEffectEvent(onChange);
  const line = useSubscription(
    trpc.shipment.live.subscriptionOptions(undefined, {
      onData: ({ data }) => tell(data.kind === "listening" ? "anything" : data),
    }),
  );
  const { status } = line;
  const connect = useEffectEvent(() => line.reset());
  useEffect(() => {
    // The browser gave up: the server was away, or the session has ended.
    if (status !== "error" && status !== "idle") return;
    const timer = setTimeout(() => connect(), again);
    return () => clearTimeout(timer);
  }, [status]);
  const live = status === "pending";
  return { live, lookEvery: live ? 60_000 : 5_000 };
}
