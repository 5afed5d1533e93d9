import { Inputs } from "@/components/admin/inputs";
import { Panel } from "@/components/admin/panel";
import { StateMark } from "@/components/admin/status-words";
import { Time } from "@/components/ui/time";
import type { StaffOrder } from "@/server/domain/order/console.queries";

/** Every policy that looked at this order, also those that found nothing to do. */
export function OrderRuns({ runs, timeZone }: { runs: StaffOrder["runs"]; timeZone: string }) {
  return (
    <Panel id="runs" title="Policies that looked at it" aside={runs.length > 0 ? runs.length : undefined}>
      {runs.length === 0 && <p className="py-2 text-sm text-muted">None yet.</p>}
      <ul className="divide-y text-sm">
        {runs.map((run) => (
          <li key={`${run.policy} ${run.trigger}`} className="grid gap-0.5 py-2">
            <p className="flex items-start justify-between gap-3">
              <span className="min-w-0 font-medium">{run.rule}</span>
              <StateMark of="run" state={run.outcome} plain />
            </p>
            <p className="text-muted">
              {run.reason} After {run.eventName}, <Time at={run.startedAt} timeZone={timeZone} />
              {run.attempts > 1 && `, ${run.attempts} tries`}
            </p>
            <Inputs inputs={run.inputs} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
