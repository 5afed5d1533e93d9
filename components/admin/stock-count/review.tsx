"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Panel } from "@/components/admin/panel";
import { useAwake } from "@/components/admin/use-awake";
import { useTRPC } from "@/components/trpc-client";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { CountReview } from "@/server/domain/stock-count/review.queries";
import { signed, signedMoney } from "./count-words";
import { DoneTable, WaitingTable } from "./review-tables";

type Decision = "approve" | "recount" | "leave";
type Props = { review: CountReview; number: string; timeZone: string };

const told: Record<Decision, [string, string]> = {
  approve: ["difference is booked", "differences are booked"],
  recount: ["shelf is to be counted again", "shelves are to be counted again"],
  leave: ["shelf was left as it was", "shelves were left as they were"],
};

/** What managers decide: differences in units and money, one by one or all at once. */
export function Review({ review, number, timeZone }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const awake = useAwake();
  const [said, setSaid] = useState<{ tone: "positive" | "critical"; words: string }>();
  const [asking, setAsking] = useState(false);
  const changed = async () => {
    await queries.invalidateQueries({ queryKey: trpc.stockCount.sheet.queryKey({ number }) });
    router.refresh();
  };
  const failed = (error: { message: string; data?: unknown }) =>
    setSaid({
      tone: "critical",
      words: error.data ? error.message : "The server can't be reached. Please try again.",
    });
  const decide = useMutation(
    trpc.stockCount.decide.mutationOptions({
      onSuccess: ({ decided, held }, { decision }) => {
        const [one, many] = told[decision];
        const rest = held.map((line) => line.sku).join(", ");
        const words = decided === 1 ? `One ${one}.` : `${decided} ${many}.`;
        setSaid({
          tone: held.length > 0 ? "critical" : "positive",
          words:
            held.length > 0 ? `${words} Orders hold what is missing of ${rest}: decide those first.` : words,
        });
      },
      onError: failed,
      onSettled: async () => {
        setAsking(false);
        await changed();
      },
    }),
  );
  const recount = useMutation(
    trpc.stockCount.recount.mutationOptions({
      onSuccess: ({ number: opened }) => router.push(`/admin/inventory/counts/${opened}`),
      onError: failed,
    }),
  );
  const { waiting, done, booked } = review;
  if (waiting.length === 0 && done.length === 0 && !said) return null;
  const busy = decide.isPending || recount.isPending || !awake;
  const sum = waiting.reduce((amount, line) => amount + line.amount, 0);
  return (
    <div className="grid gap-8">
      <div aria-live="polite" className="empty:hidden">
        {said && <Callout tone={said.tone}>{said.words}</Callout>}
      </div>
      {waiting.length > 0 && (
        <Panel
          title="Differences to decide"
          id="waiting"
          aside={
            waiting.length > 1 && (
              <ConfirmDialog
                open={asking}
                onOpenChange={setAsking}
                trigger={
                  <Button size="sm" disabled={busy}>
                    Approve all{review.moreWaiting ? "" : ` ${waiting.length}`}
                  </Button>
                }
                title={`Book every difference that waits?`}
                confirmLabel="Book them all"
                cancelLabel="Look at them first"
                danger={false}
                pending={decide.isPending}
                onConfirm={() => decide.mutate({ number, decision: "approve" })}
              >
                {review.moreWaiting
                  ? "They are more than this page shows."
                  : `${waiting.length} shelves, ${signedMoney(sum, waiting[0]?.currency ?? "USD")} in all by price.`}{" "}
                Each can be taken back on its SKU's page while nothing depends on it.
              </ConfirmDialog>
            )
          }
        >
          <WaitingTable
            rows={waiting}
            timeZone={timeZone}
            busy={busy}
            onDecide={(line, decision) => decide.mutate({ number, lines: [line], decision })}
          />
          {review.moreWaiting && (
            <p className="py-3 text-sm text-muted">The largest {waiting.length} are shown.</p>
          )}
        </Panel>
      )}
      {done.length > 0 && (
        <Panel
          title="Differences decided"
          id="decided"
          aside={
            booked && (
              <span className="tabular">
                {signed(booked.plus)} {signed(-booked.minus)} · {signedMoney(booked.amount, booked.currency)}
              </span>
            )
          }
        >
          <DoneTable
            rows={done}
            timeZone={timeZone}
            busy={busy}
            onRecount={(line) => recount.mutate({ line })}
          />
          {review.moreDone && <p className="py-3 text-sm text-muted">The largest {done.length} are shown.</p>}
        </Panel>
      )}
    </div>
  );
}
