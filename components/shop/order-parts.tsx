import { Illustration } from "@/components/ui/illustration";
import { KeyValues } from "@/components/ui/key-values";
import { ExternalLink } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
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

/** What went back or is to, when and why, each with its paper. */
function OrderRefunds({ order, linkKey }: { order: ShopperOrder; linkKey: string }) {
  if (order.refunds.length === 0) return null;
  return (
    <ul aria-label="Refunds" className="mt-1 grid gap-3 border-t pt-3">
      {order.refunds.map((refund) => (
        <li key={refund.id} className="flex justify-between gap-4">
          <span className="min-w-0">
            {refund.status === "succeeded" ? (
              <>
                Sent back to you on <Time at={refund.at} style="date" timeZone={order.timeZone} />
              </>
            ) : (
              "Going back to you"
            )}
            <span className="block text-sm text-muted">
              {refund.reason}
              {refund.status === "succeeded" && (
                <>
                  {" "}
                  <ExternalLink href={`/api/documents/credit-notes/${refund.id}${linkKey}`} look="muted">
                    Credit note (PDF)
                  </ExternalLink>
                </>
              )}
            </span>
          </span>
          <Money value={{ ...refund.amount, amount: -refund.amount.amount }} />
        </li>
      ))}
    </ul>
  );
}

type ContentsProps = {
  order: ShopperOrder;
  country: string;
  /** "?key=…" for papers, as this page has it. */
  linkKey: string;
};

export function OrderContents({ order, country, linkKey }: ContentsProps) {
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
              {line.cancelled > 0 && (
                <p className="text-sm text-critical">
                  {line.cancelled === line.quantity
                    ? "Cancelled"
                    : `${line.cancelled} of ${line.quantity} cancelled`}
                </p>
              )}
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
        ]}
      />
      <OrderRefunds order={order} linkKey={linkKey} />
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
