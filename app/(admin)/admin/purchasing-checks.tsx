import { Panel } from "@/components/admin/panel";
import { Link } from "@/components/ui/link";
import { Status, type Tone } from "@/components/ui/status";
import type { PurchasingCounts } from "@/server/domain/purchasing/alerts.queries";

type Line = { tone: Tone; count: number; one: string; several: string; href: string; go: string };

const linesOf = ({ toApprove, overdue, uncovered }: PurchasingCounts): Line[] =>
  [
    {
      tone: "warning" as const,
      count: toApprove,
      one: "purchase order waits for your approval",
      several: "purchase orders wait for your approval",
      href: "/admin/purchasing#drafts",
      go: "Approve",
    },
    {
      tone: "critical" as const,
      count: overdue,
      one: "delivery is overdue",
      several: "deliveries are overdue",
      href: "/admin/purchasing#overdue",
      go: "Look",
    },
    {
      tone: "warning" as const,
      count: uncovered,
      one: "article is low with nothing on its way",
      several: "articles are low with nothing on their way",
      href: "/admin/purchasing#low",
      go: "Order",
    },
  ].filter((line) => line.count > 0);

/** What a manager has to decide so that shelves are filled. Nothing to decide takes no room. */
export function PurchasingChecks({ counts }: { counts: PurchasingCounts }) {
  const lines = linesOf(counts);
  if (lines.length === 0) return null;
  return (
    <Panel id="purchasing" title="Purchasing">
      <ul className="divide-y">
        {lines.map(({ tone, count, one, several, href, go }) => (
          <li key={one} className="flex min-h-row flex-wrap items-center gap-x-3 gap-y-0.5 py-1.5 text-sm">
            <Status tone={tone} plain>
              {count >= 1000 ? "Over 1,000" : count} {count === 1 ? one : several}
            </Status>
            <Link href={href} className="ms-auto" aria-label={`${go}: ${several}`}>
              {go}
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
