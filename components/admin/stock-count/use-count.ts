"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { beep } from "@/components/admin/fulfilment/beeps";
import { actorWords } from "@/components/admin/status-words";
import { useTRPC } from "@/components/trpc-client";
import type { CountSheet, SheetLine } from "@/server/domain/stock-count/count.queries";
import { signed } from "./count-words";

/** What was heard last: shown, read out and sounded. */
export type Word = { tone: "positive" | "warning" | "critical"; title: string; detail?: string; at: number };

/** What the counter is asked for now. */
export type Step =
  | { ask: "code" }
  | { ask: "lot"; code: string; lines: SheetLine[] }
  | { ask: "units"; line: string }
  | { ask: "add"; code: string; lots: string[] | null };

/** A list and all that its counter can do. The figures are the server's, so a reload or a second handheld goes on here. */
export function useCount(initial: CountSheet) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [word, setWord] = useState<Word | null>(null);
  const [step, setStep] = useState<Step>({ ask: "code" });
  const { number } = initial;
  const options = trpc.stockCount.sheet.queryOptions({ number });
  const { data: sheet } = useQuery({
    ...options,
    initialData: initial,
    // Others count and decide on the same list; one that has ended stays as it is.
    refetchInterval: ({ state }) =>
      state.data?.status === "open" || state.data?.status === "review" ? 15_000 : false,
  });

  const say = (tone: Word["tone"], title: string, detail?: string) => {
    beep(tone === "critical" ? "wrong" : "right");
    setWord({ tone, title, at: Date.now(), ...(detail ? { detail } : {}) });
  };
  const refused = (error: { message: string; data?: unknown }) =>
    say(
      "critical",
      "That didn't work",
      error.data ? error.message : "The server can't be reached. Nothing was saved; please try again.",
    );
  const changed = async () => {
    await queries.invalidateQueries({ queryKey: options.queryKey });
    router.refresh();
  };

  const enter = useMutation(
    trpc.stockCount.enter.mutationOptions({
      onSuccess: ({ counted, status, difference }, { line }) => {
        const of = sheet.lines.find((one) => one.id === line);
        const title = `${of?.sku ?? "Shelf"}: ${counted} counted`;
        if (status === "to_approve")
          say(
            "warning",
            title,
            "It differs by more than you may book. A manager decides; you can count it again.",
          );
        else if (difference === 0) say("positive", title, "The books agree.");
        else say("positive", title, `Booked: ${signed(difference ?? 0)} to what the books said.`);
        setStep({ ask: "code" });
      },
      onError: refused,
      onSettled: changed,
    }),
  );
  const add = useMutation(
    trpc.stockCount.add.mutationOptions({
      onSuccess: async ({ line, sku }) => {
        await changed();
        say("positive", `${sku} is on the list now`, "Count it like the others.");
        setStep({ ask: "units", line });
      },
      onError: (error, { code }) => {
        const lots = (error.data as { details?: { lots?: string[] } } | null)?.details?.lots;
        if (!lots) return refused(error);
        setWord(null);
        setStep({ ask: "add", code, lots });
      },
    }),
  );
  const end = { onSuccess: () => setWord(null), onError: refused, onSettled: changed };
  const close = useMutation(trpc.stockCount.close.mutationOptions(end));
  const cancel = useMutation(trpc.stockCount.cancel.mutationOptions(end));

  const choose = (line: SheetLine) => {
    if (line.status === "booked" || line.status === "rejected") {
      const who = line.countedBy ? actorWords(line.countedBy) : "Somebody";
      setStep({ ask: "code" });
      return say(
        "critical",
        `${line.sku} is done`,
        `${who} counted ${line.counted} here. Ask a manager for a recount if that is wrong.`,
      );
    }
    setWord(null);
    setStep({ ask: "units", line: line.id });
  };

  /** What a scan means: a shelf of the list, one of its lots, or something that doesn't belong. */
  const scan = (code: string) => {
    const wanted = code.toLowerCase();
    if (step.ask === "lot") {
      const lot = step.lines.find((line) => line.lot?.toLowerCase() === wanted);
      if (lot) {
        beep("right");
        return choose(lot);
      }
    }
    const lines = sheet.lines.filter((line) => line.sku.toLowerCase() === wanted || line.barcode === code);
    const [first, ...more] = lines;
    if (!first) {
      setStep({ ask: "add", code, lots: null });
      return say(
        "critical",
        `${code} is not on this list`,
        "Put it back where it belongs, or add it to the list.",
      );
    }
    beep("right");
    if (more.length === 0) return choose(first);
    setWord(null);
    setStep({ ask: "lot", code, lines });
  };

  /** Units as they were typed; a scan that fell into the box is told apart from a quantity. */
  const count = (line: string, typed: string) => {
    if (enter.isPending) return;
    if (sheet.lines.some((one) => one.sku.toLowerCase() === typed.toLowerCase() || one.barcode === typed))
      return say(
        "critical",
        "That was a scan",
        "First type how many stand on this shelf, then scan the next one.",
      );
    if (!/^\d{1,7}$/.test(typed))
      return say(
        "critical",
        "That is no quantity",
        "Type the number of units on the shelf, 0 if it is empty.",
      );
    enter.mutate({ line, quantity: Number(typed) });
  };

  const back = () => {
    setWord(null);
    setStep({ ask: "code" });
  };
  return { sheet, number, word, step, scan, choose, count, back, enter, add, close, cancel, changed };
}

export type CountWork = ReturnType<typeof useCount>;
