import type { ReactNode } from "react";
import { Panel } from "@/components/admin/panel";
import { AnswerBy } from "@/components/admin/payments/disputes/answer-by";
import { disputeHref, providerNames } from "@/components/admin/payments/money-words";
import { StateMark } from "@/components/admin/status-words";
import { KeyValues } from "@/components/ui/key-values";
import { ExternalLink } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Time } from "@/components/ui/time";
import type { StaffOrder } from "@/server/domain/order/console.queries";
import type { DisputeListRow, Evidence } from "@/server/domain/payment/dispute.queries";
import { money } from "@/server/kernel/money";

type Props = {
  disputes: readonly DisputeListRow[];
  evidence: Evidence;
  order: Pick<StaffOrder, "addressDoubt" | "shippingAddress" | "createdAt">;
  timeZone: string;
  now: Date;
};

/** What the customer objects to, by when to answer, and what we know that speaks for us. */
export function OrderDisputes({ disputes, evidence, order, timeZone, now }: Props) {
  return (
    <Panel id="disputes" title={disputes.length === 1 ? "Dispute" : "Disputes"}>
      {disputes.map((dispute) => (
        <div key={dispute.id} className="border-b py-3 text-sm">
          <p className="flex flex-wrap items-center justify-between gap-2">
            <span className="font-medium">
              {providerNames[dispute.provider]} <Money value={money(dispute.amount, dispute.currency)} />
            </span>
            <StateMark of="dispute" state={dispute.status} />
          </p>
          <KeyValues
            className="pt-1"
            rows={[
              { label: "Reason", value: dispute.reason },
              { label: "Opened", value: <Time at={dispute.openedAt} timeZone={timeZone} /> },
              {
                label: dispute.closedAt ? "Outcome" : "Answer by",
                value: <AnswerBy dispute={dispute} timeZone={timeZone} now={now} />,
              },
            ]}
          />
          <p className="pt-1">
            <ExternalLink href={disputeHref(dispute)}>
              {dispute.closedAt ? "See it" : "Answer it"} at {providerNames[dispute.provider]}
            </ExternalLink>
          </p>
          <p className="pt-1 text-muted">{meaning[dispute.status]}</p>
        </div>
      ))}
      <h3 className="pt-3 text-sm font-semibold">What we know</h3>
      <KeyValues className="pt-1" rows={known({ evidence, order, timeZone })} />
    </Panel>
  );
}

const meaning: Record<DisputeListRow["status"], string> = {
  needs_response: "Without an answer in time the money is lost. Refunds wait until it is decided.",
  under_review: "The bank has our answer and decides; that can take months. Refunds wait until then.",
  won: "The money is ours again.",
  lost: "The money went back to the customer, and the provider’s own fee for it is gone as well.",
};

function known({ evidence, order, timeZone }: Pick<Props, "evidence" | "order" | "timeZone">) {
  const { parcels, goodOrders, confirmedAt, trackingMailAt } = evidence;
  const rows: { label: string; value: ReactNode }[] = [
    { label: "Ordered", value: <Time at={order.createdAt} timeZone={timeZone} /> },
    ...(confirmedAt
      ? [{ label: "Confirmed by mail", value: <Time at={confirmedAt} timeZone={timeZone} /> }]
      : []),
    ...(trackingMailAt
      ? [{ label: "Tracking mailed", value: <Time at={trackingMailAt} timeZone={timeZone} /> }]
      : []),
  ];
  if (parcels.length === 0) rows.push({ label: "Delivery", value: "Nothing has left yet." });
  for (const parcel of parcels)
    rows.push({
      label: parcel.carrier === "fedex" ? "FedEx" : parcel.carrier.toUpperCase(),
      value: (
        <>
          <span className="font-mono text-xs break-all">{parcel.trackingNumber}</span>
          <br />
          {parcel.deliveredAt ? (
            <>
              Delivered <Time at={parcel.deliveredAt} timeZone={timeZone} />
              {parcel.deliveredWhere && `, ${parcel.deliveredWhere}`}
              {parcel.scan && <span className="block text-muted">“{parcel.scan}”</span>}
            </>
          ) : parcel.shippedAt ? (
            <>
              Sent <Time at={parcel.shippedAt} timeZone={timeZone} />, no scan of its delivery
            </>
          ) : (
            "Not sent yet"
          )}
        </>
      ),
    });
  const { city, region, postalCode } = order.shippingAddress;
  rows.push(
    {
      label: "Sent to",
      value: (
        <>
          {[city, region, postalCode].filter(Boolean).join(" ")}
          <span className="block text-muted">
            {order.addressDoubt
              ? "A carrier doubted this address"
              : "The address given with the order; no carrier doubted it"}
          </span>
        </>
      ),
    },
    {
      label: "Earlier orders",
      value:
        goodOrders === 0
          ? "None that arrived"
          : `${goodOrders} arrived and ${goodOrders === 1 ? "was" : "were"} never disputed`,
    },
  );
  return rows;
}
