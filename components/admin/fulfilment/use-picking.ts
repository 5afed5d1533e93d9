"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { v4 } from "uuid";
import type { WaveLine } from "@/server/domain/wave/wave";
import { nextStop, stopsOf } from "@/server/domain/wave/wave";
import { beep } from "./beeps";
import { nowhere, readScan, type Standing, shelfToScan, withScans } from "./read-scan";
import { type Outcome, type QueueState, ScanQueue, type WaitingScan } from "./scan-queue";

/** What was heard last: shown, read out and sounded. */
export type Word = { tone: "positive" | "critical" | "info"; title: string; detail?: string; at: number };

/** Where scans go, and what to do when one was answered; stable over renders. */
export type ScanLine = {
  by: string;
  to: string;
  send: (scan: WaitingScan) => Promise<unknown>;
  /** The scan is booked: count it in what is shown. */
  booked: (scan: WaitingScan) => void;
  /** Everything is answered, or something was refused: look at the server's state. */
  refresh: () => void;
};

type Picking<Line> = {
  /** "shipment HF-100042-1" or "walk WV-1001". */
  of: string;
  lines: readonly Line[];
  scanBins: boolean;
  say: (word: Omit<Word, "at"> | null) => void;
  line: () => ScanLine;
};

const nothing: QueueState = { waiting: [], stuck: null };

/** Reads scans, counts them at once, and sends them when it can. */
export function usePicking<Line extends WaveLine>({ of, lines, scanBins, say, line }: Picking<Line>) {
  const [standing, setStanding] = useState<Standing>(nowhere);
  const [queue] = useState(() => queueOf(line(), say));
  const sending = useSyncExternalStore(queue.subscribe, queue.state, () => nothing);
  useEffect(() => {
    // What a reload or a dropped connection left behind.
    void queue.send();
    addEventListener("online", queue.hurry);
    return () => removeEventListener("online", queue.hurry);
  }, [queue]);

  const now = withScans(lines, sending.waiting);
  const stops = stopsOf(now);
  const stop = nextStop(stops, standing.bin);
  const shelf = shelfToScan(stop, standing, scanBins);

  const refuse = (detail: string) => {
    beep("wrong");
    say({ tone: "critical", title: "Not counted", detail });
  };
  const send = (scan: Omit<WaitingScan, "by" | "to" | "scan">) => queue.add({ ...scan, scan: v4() });

  const read = (text: string) => {
    const heard = readScan(text, { lines: now, standing, scanBins, of });
    if (heard.kind === "wrong") {
      // A number that was typed for it was for nothing else.
      setStanding({ ...standing, units: null });
      return refuse(heard.message);
    }
    setStanding(heard.standing);
    beep("right");
    if (heard.kind === "shelf") return say({ tone: "positive", title: `Shelf ${heard.bin}` });
    if (heard.kind === "units")
      return say({ tone: "info", title: `${heard.units} of the next item`, detail: "Scan it now." });
    const { title, picked, quantity, takes } = heard.taken;
    send({ ...heard.take, title });
    const totes = [...new Set(takes.map((take) => take.line.slot))].filter((slot) => slot > 0);
    const left = now.reduce((units, one) => units + one.quantity - one.picked, 0) - heard.take.quantity;
    const into = totes.length > 0 ? `Into ${totes.map((slot) => `tote ${slot}`).join(" and ")}. ` : "";
    const rest = left === 0 ? "That was the last one." : `${left} ${left === 1 ? "unit" : "units"} to go.`;
    say({ tone: "positive", title: `${title}: ${picked} of ${quantity}`, detail: into + rest });
  };

  /** All that is left of one line, without a scan. */
  const takeRest = (one: Line) => {
    const quantity = one.quantity - one.picked;
    beep("right");
    send({ code: one.sku, quantity, stockLevelId: one.stockLevelId, title: one.title });
    say({ tone: "positive", title: `${one.title}: ${one.quantity} of ${one.quantity}` });
  };

  return { lines: now, stops, stop, shelf, standing, sending, read, takeRest };
}

const memory: Pick<Storage, "getItem" | "setItem" | "removeItem"> = {
  getItem: () => null,
  setItem: () => undefined,
  removeItem: () => undefined,
};

function queueOf({ by, to, send, booked, refresh }: ScanLine, say: Picking<WaveLine>["say"]) {
  const queue: ScanQueue<unknown> = new ScanQueue({
    by,
    to,
    store: typeof window === "undefined" ? memory : localStorage,
    send,
    judge,
    settled(outcome: Outcome<unknown>) {
      if (outcome.kind === "booked") booked(outcome.scan);
      else {
        beep("wrong");
        say({ tone: "critical", title: `${outcome.scan.title} was not counted`, detail: outcome.message });
      }
      if (outcome.kind === "refused" || queue.state().waiting.length === 0) refresh();
    },
  });
  return queue;
}

/** No answer is worth another try; a refusal is not, and a session that has ended needs its person. */
function judge(error: unknown) {
  const data = error instanceof Error && "data" in error ? error.data : null;
  if (typeof data !== "object" || data === null || !("kind" in data)) return { kind: "later" } as const;
  if (data.kind === "unauthenticated") return { kind: "stop" } as const;
  if (data.kind === "rate_limited" || data.kind === "provider_unavailable") return { kind: "later" } as const;
  return { kind: "refused", message: error instanceof Error ? error.message : "" } as const;
}
