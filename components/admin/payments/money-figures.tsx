import type { ReactNode } from "react";
import { Money } from "@/components/ui/money";
import type { MoneyOfProvider } from "@/server/domain/payment/overview.queries";
import { money } from "@/server/kernel/money";

type Props = { rows: readonly MoneyOfProvider[]; currency: string };

/** What came in, what went out again, and what was left of it, in one line of sums. */
export function MoneyFigures({ rows, currency }: Props) {
  const sum = (of: (row: MoneyOfProvider) => number) =>
    rows.filter((row) => row.currency === currency).reduce((total, row) => total + of(row), 0);
  const captured = sum((row) => row.captured);
  const refunded = sum((row) => row.refunded);
  const fees = sum((row) => row.fees);
  const lost = sum((row) => row.disputesLost);
  const payments = sum((row) => row.payments);
  const refunds = sum((row) => row.refunds);
  const withoutFee = sum((row) => row.withoutFee);
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-5 py-4 lg:grid-cols-5">
      <Figure name="Captured" value={<Money value={money(captured, currency)} />}>
        {count(payments, "payment", "payments")}
      </Figure>
      <Figure name="Refunded" value={<Money value={money(refunded, currency)} />}>
        {count(refunds, "refund", "refunds")}
      </Figure>
      <Figure name="Providers’ fees" value={<Money value={money(fees, currency)} />}>
        {withoutFee > 0
          ? `not told yet for ${count(withoutFee, "payment", "payments")}`
          : captured > 0
            ? `${((100 * fees) / captured).toFixed(1)} % of what was captured`
            : "none"}
      </Figure>
      <Figure name="Lost in disputes" value={<Money value={money(lost, currency)} />}>
        {lost > 0 ? "decided on these days" : "none"}
      </Figure>
      <Figure name="Left" strong value={<Money value={money(captured - refunded - fees - lost, currency)} />}>
        captured, less the rest
      </Figure>
    </dl>
  );
}

const count = (value: number, one: string, several: string): string =>
  `${value.toLocaleString("en-US")} ${value === 1 ? one : several}`;

type FigureProps = { name: string; value: ReactNode; children: ReactNode; strong?: boolean };

function Figure({ name, value, children, strong }: FigureProps) {
  return (
    <div className={`min-w-0 ${strong ? "max-lg:col-span-2 max-lg:border-t max-lg:pt-4" : ""}`}>
      <dt className="text-sm text-muted">{name}</dt>
      <dd className={`tabular mt-0.5 text-lg ${strong ? "font-semibold" : "font-medium"}`}>{value}</dd>
      <dd className="text-xs text-muted">{children}</dd>
    </div>
  );
}
