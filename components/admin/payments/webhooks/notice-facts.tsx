import { KeyValues } from "@/components/ui/key-values";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { InboxEntry } from "@/server/domain/webhook/inbox.queries";

type Props = { entry: InboxEntry; vendor: string; timeZone: string };

/** Whose word it is, what it is about, and what was done with it. */
export function NoticeFacts({ entry, vendor, timeZone }: Props) {
  const { eventId, orderNumber, receivedAt, deliveries, attempts, processedAt, nextTryAt } = entry;
  const at = (date: Date) => <Time at={date} style="second" timeZone={timeZone} />;
  return (
    <KeyValues
      className="pt-1"
      rows={[
        { label: "Vendor", value: vendor },
        { label: "Event id", value: <span className="font-mono text-xs break-all">{eventId}</span> },
        {
          label: "Order",
          value: orderNumber ? (
            <Link href={`/admin/orders/${orderNumber}`}>{orderNumber}</Link>
          ) : (
            "None of ours is known"
          ),
        },
        { label: "Received", value: at(receivedAt) },
        { label: "Delivered", value: deliveries === 1 ? "Once" : `${deliveries} times` },
        { label: "Tried", value: attempts === 0 ? "Not yet" : attempts === 1 ? "Once" : `${attempts} times` },
        ...(processedAt ? [{ label: "Done with", value: at(processedAt) }] : []),
        ...(nextTryAt ? [{ label: "Next try", value: at(nextTryAt) }] : []),
      ]}
    />
  );
}
