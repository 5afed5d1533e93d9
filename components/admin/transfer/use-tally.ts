"use client";

import { useEffect, useState } from "react";
import type { TransferLine } from "@/server/domain/transfer/transfer.queries";
import type { Tally } from "./tally";

/**
 * The tally of an arrival, kept on this device while the page is reloaded or left: nothing scanned is lost. It ends when
 * something was received, since then other units are on their way.
 */
export function useTally(transfer: string, lines: readonly TransferLine[], typed: Tally) {
  const come = lines.reduce((sum, { received, lost }) => sum + received + lost, 0);
  const key = `holdfast-arrival ${transfer} ${come}`;
  const [tally, setTally] = useState<Tally>(typed);
  useEffect(() => {
    const kept = sessionStorage.getItem(key);
    if (kept) setTally((now) => (Object.keys(now).length > 0 ? now : (JSON.parse(kept) as Tally)));
  }, [key]);
  const change = (next: Tally) => {
    setTally(next);
    sessionStorage.setItem(key, JSON.stringify(next));
  };
  return [tally, change] as const;
}
