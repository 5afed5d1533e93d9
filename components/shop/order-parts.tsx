import { Illustration } from "@/components/ui/illustration";
import { KeyValues } from "@/components/ui/key-values";
import { ExternalLink } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import type { ShopperOrder } from "@/server/domain/order/shopper.queries";

const tone = { good: "positive", bad: "critical", plain: "neutral" } as const;

export function OrderNews({ order }: { order: ShopperOrder }) {
  return (
    <section aria-labelledby="news">
      <h2 id="news" className="mb-4 font-display text-2xl">
        What has happened
      </h2>
      <Timeline label="What has happened, newest first">
        {order.news.map(({ id, at, title, detail, mood }) => (
          <TimelineItem
            key={id}
            title={title}
            tone={tone[mood]}
            time={<Time at={at} timeZone={order.timeZone} />}
          >
            {detail}
          </TimelineItem>
        ))}
      </Timeline>
    </section>
  );
}

export function OrderParcels({ order }: { order: ShopperOrder }) {
  if (order.parcels.length === 0) return null;
  return (
    <section aria-labelledby="parcels">
      <h2 id="parcels" className="mb-4 font-display text-2xl">
        {order.parcels.length === 1 ? "Your parcel" : `Your ${order.parcels.length} parcels`}
      </h2>
      <ul className="grid gap-6">
        {order.parcels.map((parcel) => (
          <li key={parcel.trackingNumber} className="border-t pt-4">
            <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <span className="font-medium">{parcel.carrier}</span>
              {parcel.trackingUrl ? (
                <ExternalLink href={parcel.trackingUrl} className="tabular">
                  {parcel.trackingNumber}
                </ExternalLink>
              ) : (
                <span className="tabular">{parcel.trackingNumber}</span>
              )}
              <Status tone={parcel.delivered ? "positive" : "info"}>
                {parcel.delivered ? "Delivered" : "On its way"}
              </Status>
            </p>
            <p className="mt-1 text-sm text-muted">
              {parcel.items
                .map(
                  ({ title, variantTitle, quantity }) =>
                    `${quantity} × ${title}${variantTitle ? ` (${variantTitle})` : ""}`,
                )
                .join(", ")}
            </p>
            {parcel.scans.length > 0 ? (
              <ol className="mt-3 grid gap-1.5 text-sm">
                {parcel.scans.map(({ at, description, place }) => (
                  <li key={`${at} ${description}`} className="flex flex-wrap justify-between gap-x-4">
                    <span>
                      {description}
                      {place && <span className="text-muted">, {place}</span>}
                    </span>
                    <span className="text-muted">
                      <Time at={at} timeZone={order.timeZone} />
                    </span>
                  </li>
                ))}
              </ol>
            ) : (
              <p className="mt-2 text-sm text-muted">The carrier has not scanned it yet.</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function OrderContents({ order, country }: { order: ShopperOrder; country: string }) {
  const to = order.shippingAddress;
  const town = [to.city, to.region, to.postalCode].filter(Boolean).join(" ");
  return (
    <section aria-labelledby="contents">
      <h2 id="contents" className="mb-4 font-display text-2xl">
        What is in it
      </h2>
      <ul className="grid gap-4 border-t pt-4">
        {order.lines.map((line) => (
          <li key={line.id} className="grid grid-cols-[3.5rem_1fr_auto] gap-3">
            <Illustration src={line.image ?? "/illustrations/nothing-found.svg"} alt="" sizes="96px" />
            <div className="min-w-0">
              <p className="font-medium">{line.title}</p>
              {line.variantTitle && <p className="text-sm text-muted">{line.variantTitle}</p>}
              <p className="tabular text-sm text-muted">
                {line.quantity} × <Money value={line.unitPrice} />
              </p>
            </div>
            <Money value={line.amount} />
          </li>
        ))}
      </ul>
      <KeyValues
        layout="sums"
        className="mt-4 border-t pt-3"
        rows={[
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
          ...order.refunds.map((refund) => ({
            label: refund.status === "succeeded" ? "Sent back to you" : "Going back to you",
            value: <Money value={{ ...refund.amount, amount: -refund.amount.amount }} />,
          })),
        ]}
      />
      <div className="mt-8 grid gap-6 text-sm sm:grid-cols-2">
        <div>
          <h3 className="font-semibold">Goes to</h3>
          <address className="mt-1 text-muted not-italic">
            {[to.name, to.line1, to.line2, town, country].filter(Boolean).map((row) => (
              <span key={row} className="block">
                {row}
              </span>
            ))}
          </address>
        </div>
        <div>
          <h3 className="font-semibold">We write to</h3>
          <p className="mt-1 break-words text-muted">{order.email}</p>
          {order.phone && <p className="text-muted">{order.phone}</p>}
        </div>
      </div>
    </section>
  );
}
