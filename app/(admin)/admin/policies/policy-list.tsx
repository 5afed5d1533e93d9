import { Panel } from "@/components/admin/panel";
import { Link } from "@/components/ui/link";
import type { PolicySummary } from "@/server/policies/policy-run.queries";

/** Every rule the shop follows by itself, with what it came to in the last day. */
export function PolicyList({ policies }: { policies: readonly PolicySummary[] }) {
  return (
    <Panel id="policies" title="All policies" aside="runs of the last day">
      <ul className="divide-y text-sm">
        {policies.map(({ id, rule, when, counts }) => {
          const bad = (counts.failed ?? 0) + (counts.refused ?? 0);
          const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
          return (
            <li key={id} className="flex items-start justify-between gap-4 py-2">
              <div className="min-w-0">
                <Link href={`/admin/policies?policy=${id}`} look="plain">
                  {rule}
                </Link>
                <p className="text-muted">{when}</p>
              </div>
              <p className="tabular shrink-0 text-end">
                {all}
                {bad > 0 && <span className="block font-medium text-critical">{bad} not done</span>}
              </p>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
