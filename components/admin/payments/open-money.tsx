import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { StateMark } from "@/components/admin/status-words";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { OpenSum, Unfinished } from "@/server/domain/payment/overview.queries";
import { money } from "@/server/kernel/money";

type Props = {
  disputes: readonly OpenSum[];
  failedRefunds: readonly OpenSum[];
  unfinished: readonly Unfinished[];
  timeZone: string;
};

/** Money that waits for somebody, now, whatever days are chosen: what needs a person first. */
export function OpenMoney({ disputes, failedRefunds, unfinished, timeZone }: Props) {
  const nothing = disputes.length + failedRefunds.length + unfinished.length === 0;
  if (nothing)
    return (
      <p className="flex items-center gap-2 py-3 text-sm text-muted">
        <CircleCheck aria-hidden className="size-4 shrink-0 text-positive" />
        Nothing is open: no dispute, no failed refund, no payment under way.
      </p>
    );
  return (
    <ul className="divide-y">
      {disputes.map(({ currency, count, amount, first }) => (
        <Row
          key={`dispute ${currency}`}
          mark={
            <Status tone="critical" plain>
              {count === 1 ? "1 open dispute" : `${count} open disputes`}
            </Status>
          }
          amount={<Money value={money(amount, currency)} />}
          note={
            first ? (
              <>
                evidence due <Time at={first} timeZone={timeZone} />
              </>
            ) : (
              "the bank decides"
            )
          }
          href="/admin/payments/disputes"
        />
      ))}
      {failedRefunds.map(({ currency, count, amount, first }) => (
        <Row
          key={`refund ${currency}`}
          mark={
            <Status tone="critical" plain>
              {count === 1 ? "1 failed refund" : `${count} failed refunds`}
            </Status>
          }
          amount={<Money value={money(amount, currency)} />}
          note={
            first && (
              <>
                oldest <RelativeTime at={first} timeZone={timeZone} />
              </>
            )
          }
          href="/admin/payments/refunds"
        />
      ))}
      {unfinished.map(({ status, currency, count, amount, oldest }) => (
        <Row
          key={`${status} ${currency}`}
          mark={
            <>
              <StateMark of="payment" state={status} plain />
              <span className="text-muted">{count === 1 ? "1 payment" : `${count} payments`}</span>
            </>
          }
          amount={<Money value={money(amount, currency)} />}
          note={
            <>
              oldest <RelativeTime at={oldest} timeZone={timeZone} />
            </>
          }
          href="/admin/payments/unfinished"
        />
      ))}
    </ul>
  );
}

type RowProps = { mark: ReactNode; amount: ReactNode; note: ReactNode; href?: string };

const Row = ({ mark, amount, note, href }: RowProps) => (
  <li className="flex min-h-row flex-wrap items-center gap-x-4 gap-y-0.5 py-1.5 text-sm">
    <span className="flex min-w-52 flex-wrap items-center gap-x-2">{mark}</span>
    <span className="tabular font-medium sm:min-w-28 sm:text-end">{amount}</span>
    <span className="text-muted">{note}</span>
    {href && (
      <Link href={href} className="ms-auto">
        Show
      </Link>
    )}
  </li>
);
