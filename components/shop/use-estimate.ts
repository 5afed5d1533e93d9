"use client";

import { useEffect, useState } from "react";
import {
  destinationCookie,
  type EstimateDestination,
  readDestination,
  writeDestination,
} from "@/server/domain/carriage/carriage.schema";
import type { Estimate } from "@/server/domain/carriage/estimate.queries";
import { shopApi } from "./shop-api";

/** When some units arrive at the place that this visitor named last; undefined until the answer is here. */
export function useEstimate(sku: string) {
  const [to, setTo] = useState<EstimateDestination>();
  const [estimate, setEstimate] = useState<Estimate>();
  const [left, setLeft] = useState<number>();

  useEffect(() => {
    const kept = document.cookie.split("; ").find((one) => one.startsWith(`${destinationCookie}=`));
    setTo(readDestination(kept && decodeURIComponent(kept.slice(destinationCookie.length + 1))));
  }, []);

  useEffect(() => {
    if (!to || !sku) return;
    const leaving = new AbortController();
    const ask = () =>
      shopApi.catalogue.deliveryEstimate
        .query({ lines: [{ sku, quantity: 1 }], ...to }, { signal: leaving.signal })
        .then(setEstimate)
        .catch(() => undefined);
    void ask();
    // The days change with the cut-off; whoever comes back to the tab sees today's.
    const again = () => {
      if (document.visibilityState === "visible") void ask();
    };
    document.addEventListener("visibilitychange", again);
    return () => {
      leaving.abort();
      document.removeEventListener("visibilitychange", again);
    };
  }, [sku, to]);

  useEffect(() => {
    if (!estimate) return;
    // Counted by the shop's clock, not the visitor's.
    const ahead = Date.parse(estimate.now) - Date.now();
    const tick = () => setLeft(Date.parse(estimate.orderBy) - Date.now() - ahead);
    tick();
    const timer = setInterval(tick, 15_000);
    return () => clearInterval(timer);
  }, [estimate]);

  const change = (next: EstimateDestination) => {
    const secure = location.protocol === "https:" ? "; secure" : "";
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
    document.cookie = `${destinationCookie}=${encodeURIComponent(writeDestination(next))}; path=/; max-age=${180 * 86_400}; samesite=lax${secure}`;
    setTo(next);
  };
  return { to, estimate, left, change };
}
