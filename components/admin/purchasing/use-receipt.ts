"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useTRPC } from "@/components/trpc-client";
import type { Dock } from "@/server/domain/purchasing/receipt.queries";
import { beep } from "../fulfilment/beeps";
import { type Entry, problemOf, receiptLines, scanOnto } from "./receive-tally";

export type Word = { tone: "positive" | "warning" | "critical"; title: string; detail?: string; at: number };
export type Booked = { receipt: string; units: number; damaged: number; awaited: number };

/** What is kept on this device until it is booked. With a key: it was pressed, and nobody knows whether it arrived. */
type Kept = { entries: Entry[]; key: string | null };
const empty: Kept = { entries: [], key: null };

/** A receipt in the making. It survives a reload, and a press that got no answer can be repeated: it books once. */
export function useReceipt(dock: Dock) {
  const router = useRouter();
  const store = `holdfast-receipt ${dock.number}`;
  const [kept, setKept] = useState<Kept>(empty);
  const [word, setWord] = useState<Word | null>(null);
  const [booked, setBooked] = useState<Booked | null>(null);
  /** Problems are shown once booking was tried: nobody is told off while typing. */
  const [tried, setTried] = useState(false);
  /** The entry whose quantity wants to be typed next. */
  const [asked, setAsked] = useState<string | null>(null);

  useEffect(() => {
    setKept(readKept(store));
  }, [store]);
  const keep = (next: Kept) => {
    setKept(next);
    if (next.entries.length === 0) localStorage.removeItem(store);
    else localStorage.setItem(store, JSON.stringify(next));
  };
  const { entries, key } = kept;
  const say = (tone: Word["tone"], title: string, detail?: string) =>
    setWord({ tone, title, ...(detail ? { detail } : {}), at: Date.now() });

  const book = useMutation(
    useTRPC().purchase.receive.mutationOptions({
      onSuccess({ receipt, units, damaged, awaited }) {
        keep(empty);
        setTried(false);
        setWord(null);
        setBooked({ receipt, units, damaged, awaited });
        beep("right");
        router.refresh();
      },
      onError(error) {
        beep("wrong");
        const kind = error.data && "kind" in error.data ? String(error.data.kind) : "internal";
        if (kind === "internal") {
          say("warning", "No answer came", "It may be booked already. Press again: it is booked once.");
          return;
        }
        keep({ entries, key: null });
        say("critical", "Nothing was booked", error.message);
        router.refresh();
      },
    }),
  );

  /** Leads to the field that has to be put right. */
  const showFirst = (entry: Entry | undefined) => {
    const line = dock.lines.find(({ id }) => id === entry?.line);
    const found = entry && line && problemOf(entry, line, entries, new Date());
    if (found) document.getElementById(`${found.field}-${entry.id}`)?.focus();
  };

  return {
    dock,
    entries,
    word,
    booked,
    tried,
    asked,
    pending: book.isPending,
    /** Pressed without an answer: nothing may be changed until there is one. */
    sealed: key !== null,
    problem: (entry: Entry) => {
      const line = dock.lines.find(({ id }) => id === entry.line);
      return line ? problemOf(entry, line, entries, new Date()) : null;
    },
    scan(code: string, units: number, { ask = false } = {}) {
      if (key) return;
      setBooked(null);
      const result = scanOnto(entries, dock.lines, { code, units, now: new Date() });
      beep(result.ok ? "right" : "wrong");
      if (!result.ok) return say("critical", result.title, result.why);
      keep({ entries: result.entries, key: null });
      const { line, entry, left } = result;
      const rest = left === 0 ? "That was the last one." : `${left} still awaited.`;
      say("positive", `${line.title}: ${entry.quantity} on the list`, rest);
      setAsked(ask ? entry.id : null);
    },
    change(id: string, fields: Partial<Entry>) {
      keep({
        entries: entries.map((entry) => (entry.id === id ? { ...entry, ...fields } : entry)),
        key: null,
      });
    },
    add(entry: Entry) {
      setBooked(null);
      keep({ entries: [entry, ...entries], key: null });
      setAsked(entry.id);
    },
    remove(id: string) {
      keep({ entries: entries.filter((entry) => entry.id !== id), key: null });
    },
    answerAsked: () => setAsked(null),
    press() {
      if (book.isPending || entries.length === 0) return;
      setTried(true);
      const wrong = entries.filter((entry) => {
        const line = dock.lines.find(({ id }) => id === entry.line);
        return !line || problemOf(entry, line, entries, new Date());
      });
      if (!key && wrong.length > 0) {
        beep("wrong");
        showFirst(wrong[0]);
        const what = wrong.length === 1 ? "One entry needs" : `${wrong.length} entries need`;
        return say("critical", `${what} your help`, "See below what is missing. Nothing was booked.");
      }
      const idempotencyKey = key ?? crypto.randomUUID();
      setWord(null);
      keep({ entries, key: idempotencyKey });
      book.mutate({ purchaseOrder: dock.number, idempotencyKey, lines: receiptLines(entries) });
    },
  };
}

export type ReceiptWork = ReturnType<typeof useReceipt>;

function readKept(store: string): Kept {
  try {
    const kept = JSON.parse(localStorage.getItem(store) ?? "null") as Kept | null;
    return kept && Array.isArray(kept.entries) ? kept : empty;
  } catch {
    return empty;
  }
}
