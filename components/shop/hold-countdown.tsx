"use client";

import { useEffect, useState } from "react";
import { Callout } from "@/components/ui/callout";

/** The last minutes are worth a warning. */
const warnSeconds = 5 * 60;

/** Counts down a hold by the shop's clock, not the visitor's. Without JavaScript the absolute time beside it has to do. */
export function HoldCountdown({ until, now }: { until: string; now: string }) {
  const [left, setLeft] = useState<number>();
  useEffect(() => {
    const ahead = Date.parse(now) - Date.now();
    const tick = () => setLeft(Math.max(0, Math.ceil((Date.parse(until) - Date.now() - ahead) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [until, now]);

  if (left === undefined) return null;
  const minutes = Math.floor(left / 60);
  const clock = `${minutes}:${String(left % 60).padStart(2, "0")}`;
  if (left > warnSeconds)
    return (
      <p className="tabular text-muted" role="timer">
        {clock} left
      </p>
    );
  return (
    <Callout
      tone="warning"
      title={<span className="tabular">{left === 0 ? "Time is up" : `Only ${clock} left`}</span>}
    >
      <span role="status">
        {left === 0 ? "The order is being closed." : "Pay now to keep what is held for you."}
      </span>
    </Callout>
  );
}
