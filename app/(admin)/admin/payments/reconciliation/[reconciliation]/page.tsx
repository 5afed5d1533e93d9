import { CircleCheck } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { single } from "@/components/admin/address";
import { Panel } from "@/components/admin/panel";
import { providerNames } from "@/components/admin/payments/money-words";
import { CloseForm } from "@/components/admin/payments/reconciliation/close-form";
import { CompareAgain } from "@/components/admin/payments/reconciliation/compare-again";
import { DayMark, DayName } from "@/components/admin/payments/reconciliation/day-words";
import { DifferenceList } from "@/components/admin/payments/reconciliation/difference-list";
import { TotalsTable } from "@/components/admin/payments/reconciliation/totals-table";
import { actorWords } from "@/components/admin/status-words";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { Time } from "@/components/ui/time";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { reconciliationDetail } from "@/server/domain/reconciliation/reconciliation.queries";
import { readSettings } from "@/server/domain/settings/settings";
import { close, compare, openAgain } from "../actions";

export const metadata: Metadata = { title: "Reconciliation of a day" };

const home = "/admin/payments/reconciliation";

type Props = {
  params: Promise<{ reconciliation: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ReconciledDayPage({ params, searchParams }: Props) {
  const id = (await params).reconciliation;
  await staffGate("manager", `${home}/${id}`);
  if (!z.uuid().safeParse(id).success) notFound();
  const ctx = await visitorContext();
  const [run, { timeZone }] = await Promise.all([reconciliationDetail(ctx, id), readSettings(ctx)]);
  if (!run) notFound();
  const provider = providerNames[run.provider];
  const compared = single(await searchParams).compared !== undefined;
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            trail={[
              { label: "Payments", href: "/admin/payments" },
              { label: "Reconciliation", href: home },
              { label: <DayName day={run.day} /> },
            ]}
          />
        }
        title={
          <>
            {provider}, <DayName day={run.day} />
          </>
        }
        aside={<DayMark state={run.state} />}
        summary={
          run.finishedAt ? (
            <>
              {run.theirs} {run.theirs === 1 ? "movement" : "movements"} there, {run.ours} here. Compared{" "}
              <Time at={run.finishedAt} timeZone={timeZone} /> by {who(run.startedBy)}.
            </>
          ) : (
            "Not compared to the end yet."
          )
        }
        actions={<CompareAgain action={compare} provider={run.provider} day={run.day} />}
      />
      {compared && run.open.length === 0 && run.state === "agrees" && (
        <Callout tone="positive" live="status" title="Both sides agree" className="mb-4" />
      )}
      {run.state === "failed" && (
        <Callout tone="critical" title="This day could not be compared" className="mb-4">
          {run.failure} It is tried again every hour.
        </Callout>
      )}
      <div className="grid items-start gap-8 pt-2">
        <Panel id="sums" title="Sums">
          <TotalsTable totals={run.totals} provider={provider} />
        </Panel>
        <Panel id="open" title="Open differences" aside={run.open.length > 0 && run.open.length}>
          {run.open.length > 0 ? (
            <DifferenceList
              rows={run.open}
              provider={provider}
              timeZone={timeZone}
              step={({ id: difference }) => <CloseForm action={close} difference={difference} />}
            />
          ) : (
            <p className="flex items-center gap-2 py-3 text-sm text-muted">
              <CircleCheck aria-hidden className="size-4 shrink-0 text-positive" />
              None.
            </p>
          )}
        </Panel>
        {run.closed.length > 0 && (
          <Panel id="closed" title="Closed" aside={run.closed.length}>
            <DifferenceList
              rows={run.closed}
              provider={provider}
              timeZone={timeZone}
              step={({ id: difference, closedBy }) =>
                closedBy?.startsWith("staff:") && (
                  <form action={openAgain}>
                    <input type="hidden" name="difference" value={difference} />
                    <SubmitButton look="secondary" size="sm" pendingLabel="Opening…">
                      Open again
                    </SubmitButton>
                  </form>
                )
              }
            />
          </Panel>
        )}
      </div>
    </>
  );
}

const who = (actor: string): string => {
  const words = actorWords(actor);
  return words === "By itself" ? "itself" : words;
};
