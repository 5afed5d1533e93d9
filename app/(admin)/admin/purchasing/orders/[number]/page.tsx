import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Panel } from "@/components/admin/panel";
import { PurchaseOrderActions } from "@/components/admin/purchasing/order-actions";
import { PurchaseOrderLines } from "@/components/admin/purchasing/order-lines";
import { PurchaseOrderPapers } from "@/components/admin/purchasing/order-papers";
import { PurchaseOrderReceipts } from "@/components/admin/purchasing/order-receipts";
import { PurchaseOrderStatusMark } from "@/components/admin/purchasing/order-status";
import { PurchaseOrderTimeline } from "@/components/admin/purchasing/order-timeline";
import { actorWords } from "@/components/admin/status-words";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { isAwaited } from "@/server/domain/purchasing/purchase-order";
import { purchaseOrderView } from "@/server/domain/purchasing/purchase-order.queries";
import { formatMoney } from "@/server/kernel/money";
import { ruleById } from "@/server/policies/policy-run.queries";

type Props = { params: Promise<{ number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).number };
}

export default async function PurchaseOrderPage({ params }: Props) {
  const { number } = await params;
  const user = await staffGate("warehouse", `/admin/purchasing/orders/${number}`);
  const manager = hasRole(user.role, "manager");
  const order = await purchaseOrderView(await visitorContext(), number, { money: manager });
  if (!order) notFound();
  const { supplier, total, minimum, timeZone } = order;
  const short = order.status === "draft" && total && minimum && total.amount < minimum.amount;
  const unsent = order.sendings.some(({ state }) => state === "no_address");

  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            trail={[{ label: "Purchase orders", href: "/admin/purchasing/orders" }, { label: order.number }]}
          />
        }
        title={order.number}
        aside={
          <PurchaseOrderStatusMark
            status={order.status}
            asked={order.asked !== null}
            overdue={order.overdue}
          />
        }
        summary={
          <>
            {manager ? (
              <Link href={`/admin/purchasing/suppliers/${supplier.code}`} look="muted">
                {supplier.name}
              </Link>
            ) : (
              supplier.name
            )}{" "}
            to {order.place.name} ({order.place.code}). Opened by{" "}
            {order.automatic ? "low stock" : actorWords(order.createdBy)}{" "}
            <Time at={order.createdAt} timeZone={timeZone} style="date" />
            {order.orderedAt && (
              <>
                , ordered <Time at={order.orderedAt} timeZone={timeZone} style="date" />
              </>
            )}
            {order.expectedAt && isAwaited(order.status) && (
              <>
                , expected <Time at={order.expectedAt} timeZone={timeZone} style="date" />
              </>
            )}
            .
          </>
        }
        actions={
          <PurchaseOrderActions
            number={order.number}
            status={order.status}
            supplier={supplier}
            manager={manager}
            hasLines={order.lines.length > 0}
            total={total && formatMoney(total)}
            awaited={order.lines.reduce((sum, line) => sum + line.awaited, 0)}
          />
        }
      />
      <div className="grid gap-3 empty:hidden">
        {order.status === "cancelled" && order.cancelNote && (
          <Callout tone="critical" title="Cancelled">
            {order.cancelNote}
          </Callout>
        )}
        {manager && short && (
          <Callout tone="warning" title={`${supplier.name} takes orders from ${formatMoney(minimum)}`}>
            This one comes to {formatMoney(total)}. They may refuse it or ask for a surcharge.
          </Callout>
        )}
        {manager && isAwaited(order.status) && unsent && (
          <Callout tone="warning" title={`Not sent: ${supplier.name} had no e-mail address`}>
            Print the PDF and send it by hand, or add an address to the supplier and send it again.
          </Callout>
        )}
      </div>
      <div className="grid gap-x-10 gap-y-8 pt-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid min-w-0 content-start gap-8">
          <PurchaseOrderLines order={order} />
          {order.note && (
            <Panel id="note" title="Note to the supplier">
              <p className="py-2 text-sm whitespace-pre-line">{order.note}</p>
            </Panel>
          )}
          {order.status !== "draft" && (
            <PurchaseOrderReceipts number={order.number} receipts={order.receipts} timeZone={timeZone} />
          )}
        </div>
        <div className="grid min-w-0 content-start gap-8">
          {manager && (
            <PurchaseOrderPapers
              number={order.number}
              sendings={order.sendings}
              sendable={order.status !== "draft" && order.status !== "cancelled" && supplier.email !== null}
              timeZone={timeZone}
            />
          )}
          <PurchaseOrderTimeline order={order} ruleOf={ruleById} />
        </div>
      </div>
    </>
  );
}
