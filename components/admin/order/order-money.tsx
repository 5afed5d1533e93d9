import { Panel } from "@/components/admin/panel";
import { StateMark } from "@/components/admin/status-words";
import { KeyValues } from "@/components/ui/key-values";
import { ExternalLink } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Time } from "@/components/ui/time";
import type { orderMoney, PaymentDetail, StaffOrder } from "@/server/domain/order/console.queries";
import type { RefundDetail } from "@/server/domain/order/refunds.queries";
import type { DisputeListRow } from "@/server/domain/payment/dispute.queries";
import { money } from "@/server/kernel/money";
import { RefundHistory } from "./refund-history";

type Props = Awaited<ReturnType<typeof orderMoney>> & {
  order: StaffOrder;
  refunds: readonly RefundDetail[];
  disputes?: readonly DisputeListRow[] | undefined;
  timeZone: string;
};

/** What is owed, what came in, what it cost and what went back. */
export function OrderMoney({ order, payments, refunds, webhooks, disputes = [], timeZone }: Props) {
  const sums = [
    { label: "Items", value: <Money value={order.items} /> },
    ...(order.discount.amount > 0
      ? [
          {
            label: "Discount",
            value: <Money value={{ ...order.discount, amount: -order.discount.amount }} />,
          },
        ]
      : []),
    { label: order.shippingTitle, value: <Money value={order.shipping} /> },
    { label: order.pricesIncludeTax ? "Tax, included" : "Tax", value: <Money value={order.tax} /> },
    { label: "Total", value: <Money value={order.total} />, strong: true },
  ];
  return (
    <Panel id="money" title="Money">
      <KeyValues layout="sums" rows={sums} className="py-2" />
      {payments.length === 0 && (
        <p className="border-t py-2 text-sm text-muted">The customer has not opened a payment page yet.</p>
      )}
      {payments.map((payment) => (
        <Payment
          key={payment.id}
          payment={payment}
          disputes={disputes.filter((one) => one.paymentId === payment.id)}
          timeZone={timeZone}
        />
      ))}
      <RefundHistory refunds={refunds} timeZone={timeZone} />
      {order.paidAt && (
        <p className="border-t py-2 text-sm">
          <ExternalLink href={`/api/documents/invoices/${order.number}`}>Invoice (PDF)</ExternalLink>
        </p>
      )}
      {webhooks.length > 0 && (
        <details className="border-t py-2 text-sm">
          <summary className="w-fit rounded-xs py-1 text-muted hover:text-ink">
            What the provider told us ({webhooks.length})
          </summary>
          <ul className="grid gap-2 pt-1">
            {webhooks.map((hook) => (
              <li key={hook.id}>
                <p className="font-mono text-xs">{hook.type}</p>
                <p className="text-muted">
                  <Time at={hook.at} timeZone={timeZone} style="time" /> {hook.verdict}
                  {hook.note && `: ${hook.note.replaceAll("_", " ")}`}
                  {hook.deliveries > 1 && `, told ${hook.deliveries} times`}
                </p>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}

const names: Record<string, string> = { stripe: "Stripe", paypal: "PayPal" };

type PaymentProps = { payment: PaymentDetail; disputes: readonly DisputeListRow[]; timeZone: string };

function Payment({ payment, disputes, timeZone }: PaymentProps) {
  const rows = [
    ...(payment.captured.amount > 0
      ? [{ label: "Captured", value: <Money value={payment.captured} /> }]
      : []),
    ...(payment.fee ? [{ label: "Provider’s fee", value: <Money value={payment.fee} /> }] : []),
    ...(payment.refunded.amount > 0
      ? [{ label: "Given back", value: <Money value={payment.refunded} /> }]
      : []),
    ...disputes
      .filter((one) => one.status !== "won")
      .map((one) => ({
        label: one.status === "lost" ? "Lost in a dispute" : "Held in a dispute",
        value: (
          <span className="font-medium text-critical">
            <Money value={money(-one.amount, one.currency)} />
          </span>
        ),
      })),
  ];
  return (
    <div className="border-t py-3 text-sm">
      <p className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-medium">
          {names[payment.provider] ?? payment.provider} <Money value={payment.amount} />
        </span>
        <StateMark of="payment" state={payment.status} />
      </p>
      <p className="text-muted">
        <Time at={payment.changedAt} timeZone={timeZone} />
        {payment.failure && `: ${payment.failure}`}
      </p>
      {rows.length > 0 && <KeyValues layout="sums" rows={rows} className="pt-1" />}
      {payment.ref && <p className="pt-1 font-mono text-xs break-all text-muted">{payment.ref}</p>}
    </div>
  );
}
