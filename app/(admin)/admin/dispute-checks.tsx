import { Panel } from "@/components/admin/panel";
import { AnswerBy } from "@/components/admin/payments/disputes/answer-by";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import type { disputesToAnswer } from "@/server/domain/payment/dispute.queries";
import { money } from "@/server/kernel/money";

type Props = { disputes: Awaited<ReturnType<typeof disputesToAnswer>>; timeZone: string; now: Date };

/** Disputes that want an answer, the first deadline first. Without one there is nothing to show. */
export function DisputeChecks({ disputes: { count, first }, timeZone, now }: Props) {
  if (count === 0) return null;
  return (
    <Panel
      id="disputed"
      title={
        count === 1 ? "A dispute to answer" : `${count >= 1000 ? "Over 1,000" : count} disputes to answer`
      }
      aside={<Link href="/admin/payments/disputes?show=needs_response">Show all</Link>}
    >
      <ul className="divide-y">
        {first.map((dispute) => (
          <li
            key={dispute.id}
            className="flex min-h-row flex-wrap items-center gap-x-3 gap-y-0.5 py-1.5 text-sm"
          >
            <Link href={`/admin/orders/${dispute.orderNumber}#disputes`} className="font-medium">
              {dispute.orderNumber}
            </Link>
            <Money value={money(dispute.amount, dispute.currency)} className="font-medium" />
            <span className="text-muted">{dispute.reason}</span>
            <span className="sm:ms-auto">
              <span className="text-muted">Answer by</span>{" "}
              <AnswerBy dispute={dispute} timeZone={timeZone} now={now} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
