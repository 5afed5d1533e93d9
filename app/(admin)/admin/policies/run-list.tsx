import { Inputs } from "@/components/admin/inputs";
import { RetryRun } from "@/components/admin/retry-run";
import { StateMark } from "@/components/admin/status-words";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { RunRow } from "@/server/policies/policy-run.queries";

/** What each run was asked, what it did and why, newest first. */
export function RunList({ rows, timeZone }: { rows: readonly RunRow[]; timeZone: string }) {
  return (
    <ol aria-label="Runs, newest first" className="divide-y border-y">
      {rows.map((run) => (
        <li
          key={`${run.policy} ${run.trigger}`}
          className="grid gap-x-4 gap-y-1 py-2.5 text-sm sm:grid-cols-[8.5rem_minmax(0,1fr)_auto]"
        >
          <div>
            <StateMark of="run" state={run.outcome} />
          </div>
          <div className="min-w-0">
            <p className="font-medium">{run.rule}</p>
            <p className="text-muted">
              {run.reason}
              {run.command && ` Called ${run.command}.`}{" "}
              {run.eventName === "Cron" ? "On schedule" : `After ${run.eventName}`}
              {run.orderNumber && (
                <>
                  {" "}
                  of <Link href={`/admin/orders/${run.orderNumber}`}>{run.orderNumber}</Link>
                </>
              )}
              {run.attempts > 1 && `, ${run.attempts} tries`}.
            </p>
            <Inputs inputs={run.inputs} />
          </div>
          <div className="grid content-start gap-2 sm:justify-items-end">
            <Time at={run.startedAt} timeZone={timeZone} className="text-muted" />
            {(run.outcome === "failed" || run.outcome === "refused") && run.eventName !== "Cron" && (
              <RetryRun policy={run.policy} trigger={run.trigger} />
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
