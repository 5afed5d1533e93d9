import { Panel } from "@/components/admin/panel";
import { StateMark } from "@/components/admin/status-words";
import { KeyValues } from "@/components/ui/key-values";
import { ExternalLink, Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { IssueDetail } from "@/server/domain/shipment/issue.queries";
import { carrierNames, dayWords } from "./issue-words";

type Props = { issue: IssueDetail; trackingUrl: string; timeZone: string };

/** Whose parcel it is, what was promised, and how to reach everybody. */
export function ParcelFacts({ issue, trackingUrl, timeZone }: Props) {
  const carrier = carrierNames[issue.carrier] ?? issue.carrier;
  const day = (at: string | null) => (at ? <Time at={at} style="day" timeZone={timeZone} /> : "Not known");
  return (
    <Panel id="parcel" title="Parcel">
      <KeyValues
        rows={[
          {
            label: "Order",
            value: <Link href={`/admin/orders/${issue.orderNumber}`}>{issue.orderNumber}</Link>,
          },
          {
            label: "Shipment",
            value: <Link href={`/admin/fulfilment/${issue.shipmentNumber}`}>{issue.shipmentNumber}</Link>,
          },
          {
            label: "Tracking",
            value: (
              <span className="inline-flex flex-wrap items-center gap-x-2">
                <ExternalLink href={trackingUrl}>
                  {carrier} <span className="font-mono text-xs">{issue.trackingNumber}</span>
                </ExternalLink>
                {issue.tracking && <StateMark of="tracking" state={issue.tracking} plain />}
              </span>
            ),
          },
          { label: "Left", value: day(issue.shippedAt) },
          { label: "Promised", value: issue.deliverBy ? dayWords(issue.deliverBy) : "No day" },
          { label: `${carrier} expects it`, value: day(issue.estimatedAt) },
          { label: "Goes to", value: issue.address },
          {
            label: "Customer",
            value: (
              <span className="grid">
                <span>{issue.customer}</span>
                <a
                  href={`mailto:${issue.email}?subject=${encodeURIComponent(`Your order ${issue.orderNumber}`)}`}
                  className="w-fit text-accent underline underline-offset-[0.2em]"
                >
                  {issue.email}
                </a>
                {issue.phone && (
                  <a
                    href={`tel:${issue.phone}`}
                    className="w-fit text-accent underline underline-offset-[0.2em]"
                  >
                    {issue.phone}
                  </a>
                )}
              </span>
            ),
          },
        ]}
      />
    </Panel>
  );
}
