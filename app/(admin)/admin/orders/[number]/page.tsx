import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AddressNotice } from "@/components/admin/order/address-notice";
import { AskProvider } from "@/components/admin/order/ask-provider";
import { CancelOrder } from "@/components/admin/order/cancel-order";
import { CancelUnits } from "@/components/admin/order/cancel-units";
import { HoldOrder } from "@/components/admin/order/hold-order";
import { OrderBackorders } from "@/components/admin/order/order-backorders";
import { OrderCustomer } from "@/components/admin/order/order-customer";
import { OrderDisputes } from "@/components/admin/order/order-disputes";
import { OrderHolds } from "@/components/admin/order/order-holds";
import { OrderLines } from "@/components/admin/order/order-lines";
import { OrderMessages } from "@/components/admin/order/order-messages";
import { OrderMoney } from "@/components/admin/order/order-money";
import { OrderRouting } from "@/components/admin/order/order-routing";
import { OrderRuns } from "@/components/admin/order/order-runs";
import { OrderShipments } from "@/components/admin/order/order-shipments";
import { OrderTimeline } from "@/components/admin/order/order-timeline";
import { RefundOrder } from "@/components/admin/order/refund-order";
import { OrderProblems } from "@/components/admin/problems/order-problems";
import { reasonWords, StateMark } from "@/components/admin/status-words";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { findStaffOrder, orderMoney, staffOrder } from "@/server/domain/order/console.queries";
import { canHold } from "@/server/domain/order/hold";
import { type CancelReason, canMove } from "@/server/domain/order/order";
import { unitsOfLines } from "@/server/domain/order/part-cancellation.queries";
import { refundOptions, refundsOf } from "@/server/domain/order/refunds.queries";
import { disputesOfOrder } from "@/server/domain/payment/dispute.queries";
import { isLive } from "@/server/domain/payment/payment";
import { readSettings } from "@/server/domain/settings/settings";
import { issuesOfOrder } from "@/server/domain/shipment/issue.queries";
import { money } from "@/server/kernel/money";
import { ruleById } from "@/server/policies/policy-run.queries";

type Props = { params: Promise<{ number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).number };
}

export default async function OrderPage({ params }: Props) {
  const { number } = await params;
  const user = await staffGate("warehouse", `/admin/orders/${number}`);
  const manager = hasRole(user.role, "manager");
  const ctx = await visitorContext();
  const id = await findStaffOrder(ctx, number);
  if (!id) notFound();
  const [order, inside, units, { timeZone }, issues, refunds, options, disputed] = await Promise.all([
    staffOrder(ctx, id, { money: manager }),
    manager ? orderMoney(ctx, id) : null,
    unitsOfLines(ctx, id),
    readSettings(ctx),
    issuesOfOrder(ctx, id),
    manager ? refundsOf(ctx, id) : [],
    manager ? refundOptions(ctx, id) : null,
    manager ? disputesOfOrder(ctx, id) : null,
  ]);
  const open = order.lines.flatMap(({ id: line, title, variantTitle }) => {
    const { toSend = 0, backordered = 0 } = units.get(line) ?? {};
    return toSend + backordered > 0
      ? [{ id: line, title, variantTitle, open: toSend + backordered, backordered }]
      : [];
  });
  const partly = manager && (order.status === "paid" || order.status === "partially_shipped");
  const gone = (disputed?.disputes ?? []).reduce(
    (sum, row) => sum + (row.status === "won" ? 0 : row.amount),
    0,
  );
  const kept = order.payments.reduce((sum, row) => sum + row.captured.amount - row.refunded.amount, 0);
  const taken = Math.max(0, kept - gone);
  const live = inside?.payments.find((row) => isLive(row.status) && row.ref);
  const mayCancel = canMove(order.status, "cancelled") && (order.status === "pending" || manager);
  const expired = manager && order.holds.some((hold) => hold.reason === "stock_expired");
  const processing = order.payments.some((row) => row.status === "processing");
  const refund = money(taken, order.total.currency);
  const cancel = (
    <CancelOrder
      number={order.number}
      status={order.status}
      refund={refund}
      processing={processing}
      {...(expired
        ? ({
            reason: "stock_expired",
            label: order.status === "paid" ? "Cancel and refund…" : undefined,
          } as const)
        : {})}
    />
  );

  return (
    <>
      <PageHeader
        trail={<Breadcrumb trail={[{ label: "Orders", href: "/admin/orders" }, { label: order.number }]} />}
        title={order.number}
        aside={
          <>
            <StateMark of="order" state={order.status} />
            {order.holds.length > 0 && <Status tone="warning">On hold</Status>}
          </>
        }
        summary={
          <>
            Placed <Time at={order.createdAt} timeZone={timeZone} /> by {order.customerName}
            {order.status === "pending" &&
              (processing ? (
                ". A bank is working on the payment; the goods stay held until it has decided"
              ) : (
                <>
                  . To be paid <RelativeTime at={order.paymentDueAt} timeZone={timeZone} />
                </>
              ))}
            {order.cancelReason && (
              <>
                . Cancelled: {reasonWords[order.cancelReason as CancelReason]}
                {order.cancelNote && `, “${order.cancelNote}”`}
              </>
            )}
          </>
        }
        actions={
          <>
            {live && (
              <AskProvider payment={live.id} provider={live.provider === "stripe" ? "Stripe" : "PayPal"} />
            )}
            {manager && canHold(order.status) && (
              <HoldOrder number={order.number} held={order.holds.map((hold) => hold.reason)} />
            )}
            {partly && open.length > 0 && <CancelUnits number={order.number} lines={open} />}
            {options && options.left.amount > 0 && order.status !== "cancelled" && (
              <RefundOrder number={order.number} options={options} />
            )}
            {mayCancel && !expired && cancel}
          </>
        }
      />
      <OrderHolds
        number={order.number}
        holds={order.holds}
        manager={manager}
        cancel={mayCancel && cancel}
        timeZone={timeZone}
      />
      <OrderProblems issues={issues} timeZone={timeZone} />
      {order.addressDoubt && <AddressNotice doubt={order.addressDoubt} className="mb-6" />}
      <div className="grid gap-x-10 gap-y-8 pt-2 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid content-start gap-8">
          <OrderBackorders number={order.number} lines={open} manager={manager} />
          <OrderLines order={order} money={manager} units={units} />
          <OrderShipments shipments={order.shipments} status={order.status} timeZone={timeZone} />
          <OrderTimeline entries={order.timeline} ruleOf={ruleById} timeZone={timeZone} />
        </div>
        <div className="grid content-start gap-8">
          {disputed && <OrderDisputes {...disputed} order={order} timeZone={timeZone} now={ctx.now} />}
          {inside && (
            <OrderMoney
              order={order}
              {...inside}
              refunds={refunds}
              disputes={disputed?.disputes}
              timeZone={timeZone}
            />
          )}
          <OrderCustomer order={order} />
          <OrderRouting routing={order.routing} />
          <OrderMessages messages={order.messages} manager={manager} timeZone={timeZone} />
          {manager && <OrderRuns runs={order.runs} timeZone={timeZone} />}
        </div>
      </div>
    </>
  );
}
