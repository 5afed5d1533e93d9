import { Panel } from "@/components/admin/panel";
import { actorWords } from "@/components/admin/status-words";
import type { Tone } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import type { PurchaseOrderView } from "@/server/domain/purchasing/purchase-order.queries";

const tones: Record<string, Tone> = {
  PurchaseOrderOrdered: "positive",
  PurchaseOrderReceived: "positive",
  PurchaseOrderProposed: "warning",
  PurchaseOrderClosed: "warning",
  PurchaseOrderCancelled: "critical",
};

type Props = {
  order: PurchaseOrderView;
  /** What a policy stands for, by its id. */
  ruleOf: (policy: string) => string | undefined;
};

/** What happened, oldest first, and why for everything that nobody pressed a button for. */
export function PurchaseOrderTimeline({ order, ruleOf }: Props) {
  const { timeline, timeZone } = order;
  return (
    <Panel id="timeline" title="What happened">
      <div className="pt-4">
        <Timeline label="What happened">
          {timeline[0]?.name !== "PurchaseOrderDrafted" && (
            <TimelineItem
              title="Draft opened"
              time={<Time at={order.createdAt} timeZone={timeZone} />}
              actor={actorWords(order.createdBy)}
              why={order.automatic ? "Stock had fallen below its reorder point." : undefined}
            />
          )}
          {timeline.map((entry) => (
            <TimelineItem
              key={entry.id}
              tone={tones[entry.name] ?? "neutral"}
              title={
                <>
                  {entry.title}
                  {entry.detail && <span className="font-normal text-muted"> {entry.detail}</span>}
                </>
              }
              time={<Time at={entry.at} timeZone={timeZone} />}
              actor={actorWords(entry.actor)}
              why={
                entry.why && (
                  <>
                    <span className="text-ink">{entry.why.rule ?? ruleOf(entry.why.policy)}</span>
                    {entry.why.reason && ` ${entry.why.reason}`}
                  </>
                )
              }
            />
          ))}
        </Timeline>
      </div>
    </Panel>
  );
}
