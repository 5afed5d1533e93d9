import { CircleCheck } from "lucide-react";
import { Panel } from "@/components/admin/panel";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusShape, type Tone } from "@/components/ui/status";
import type { managerToday } from "@/server/domain/today/today.queries";

type Checks = Awaited<ReturnType<typeof managerToday>>;
type Line = { tone: Tone; words: string; since: Date | null; href?: string; go?: string };

/** What stands still or has failed. When nothing has, it says so in one line. */
export function ManagerChecks({ checks }: { checks: Checks }) {
  const lines = linesOf(checks);
  return (
    <Panel id="look" title="Needs a look">
      {lines.length === 0 ? (
        <p className="flex items-center gap-2 py-3 text-sm text-muted">
          <CircleCheck aria-hidden className="size-4 shrink-0 text-positive" />
          Nothing. Payments, refunds, messages and policies have all come through.
        </p>
      ) : (
        <ul className="divide-y">
          {lines.map(({ tone, words, since, href, go }) => (
            <li
              key={words}
              className="flex min-h-row flex-wrap items-center gap-x-3 gap-y-0.5 py-1.5 text-sm"
            >
              <StatusShape tone={tone} className={`size-3.5 shrink-0 ${shape[tone]}`} />
              <span className="font-medium">{words}</span>
              {since && (
                <span className="text-muted">
                  oldest <RelativeTime at={since} />
                </span>
              )}
              {href && (
                <Link href={href} className="ms-auto">
                  {go ?? "Show"}
                </Link>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

const shape: Record<Tone, string> = {
  positive: "text-positive [--shape-gap:var(--paper)]",
  warning: "text-warning [--shape-gap:var(--paper)]",
  critical: "text-critical [--shape-gap:var(--paper)]",
  info: "text-info [--shape-gap:var(--paper)]",
  neutral: "text-neutral [--shape-gap:var(--paper)]",
};

/** Longer than this and the relay is behind; shorter is only the moment between commit and sending. */
const lagMs = 5_000;

function linesOf({
  held,
  backorders,
  parked,
  reconciliation,
  failedRefunds,
  capturing,
  failedRuns,
  unsent,
  outbox,
}: Checks): Line[] {
  const stuck = capturing[0];
  const lagging = outbox.oldest !== null && Date.now() - outbox.oldest.getTime() > lagMs;
  return [
    ...(held.count > 0
      ? [
          line(
            "warning",
            held.count,
            "order is on hold",
            "orders are on hold",
            held.oldest,
            "/admin/orders?hold=open",
          ),
        ]
      : []),
    ...(backorders.count > 0
      ? [
          line(
            "warning",
            backorders.count,
            "backorder waits for stock",
            "backorders wait for stock",
            backorders.oldest,
            "/admin/orders/backorders",
          ),
        ]
      : []),
    ...(failedRefunds.count > 0
      ? [
          line(
            "critical",
            failedRefunds.count,
            "refund has failed",
            "refunds have failed",
            failedRefunds.oldest,
            "/admin/payments/refunds?state=failed",
          ),
        ]
      : []),
    ...(stuck
      ? [
          line(
            "critical",
            capturing.length,
            "payment is stuck while being taken",
            "payments are stuck while being taken",
            stuck.at,
            `/admin/orders/${stuck.number}`,
            stuck.number,
          ),
        ]
      : []),
    ...(failedRuns.count > 0
      ? [
          line(
            "critical",
            failedRuns.count,
            "policy run has failed",
            "policy runs have failed",
            failedRuns.oldest,
            "/admin/policies?outcome=failed",
          ),
        ]
      : []),
    ...(parked.count > 0
      ? [
          line(
            "warning",
            parked.count,
            "notification of a vendor could not be acted on",
            "notifications of vendors could not be acted on",
            parked.oldest,
            "/admin/payments/webhooks?verdict=parked",
          ),
        ]
      : []),
    ...(reconciliation.differences.count > 0
      ? [
          line(
            "warning",
            reconciliation.differences.count,
            "difference between our books and a provider’s list",
            "differences between our books and a provider’s list",
            reconciliation.differences.oldest,
            "/admin/payments/reconciliation",
          ),
        ]
      : []),
    ...(reconciliation.failed.count > 0
      ? [
          line(
            "critical",
            reconciliation.failed.count,
            "day could not be compared with the provider’s list",
            "days could not be compared with the provider’s list",
            reconciliation.failed.oldest,
            "/admin/payments/reconciliation",
          ),
        ]
      : []),
    ...(unsent.count > 0
      ? [
          line(
            "warning",
            unsent.count,
            "mail has not reached its reader",
            "mails have not reached their readers",
            unsent.oldest,
            "/admin/settings/emails/sent",
          ),
        ]
      : []),
    ...(lagging
      ? [
          line(
            "warning",
            outbox.count,
            "event waits to be told to the policies",
            "events wait to be told to the policies",
            outbox.oldest,
            "/admin/policies",
          ),
        ]
      : []),
  ];
}

const line = (
  tone: Tone,
  count: number,
  one: string,
  several: string,
  since: Date | null,
  href?: string,
  go?: string,
): Line => ({
  tone,
  words: `${count >= 1000 ? "Over 1,000" : count} ${count === 1 ? one : several}`,
  since,
  ...(href ? { href } : {}),
  ...(go ? { go } : {}),
});
