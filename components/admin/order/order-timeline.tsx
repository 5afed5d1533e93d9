import { Inputs } from "@/components/admin/inputs";
import { Panel } from "@/components/admin/panel";
import { actorWords } from "@/components/admin/status-words";
import type { Tone } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { Timeline, TimelineItem } from "@/components/ui/timeline";
import type { StaffEntry } from "@/server/domain/order/console.queries";

type Props = {
  entries: readonly StaffEntry[];
  /** What a policy stands for, by its id. */
  ruleOf: (policy: string) => string | undefined;
  timeZone: string;
};

const tones: Record<string, Tone> = {
  OrderPaid: "positive",
  OrderShipped: "positive",
  OrderDelivered: "positive",
  OrderRefunded: "positive",
  OrderCancelled: "critical",
  RefundFailed: "critical",
  ShipmentException: "warning",
  LateMoneyReceived: "warning",
};

/** What happened, oldest first, and why for everything that nobody pressed a button for. */
export function OrderTimeline({ entries, ruleOf, timeZone }: Props) {
  return (
    <Panel id="timeline" title="What happened">
      <div className="pt-4">
        <Timeline label="What happened">
          {entries.map((entry, place) => {
            // One decision often leaves several facts; its reason is told once.
            const before = entries[place - 1]?.run;
            const again =
              entry.run !== undefined &&
              entry.run.policy === before?.policy &&
              entry.run.trigger === before.trigger;
            return (
              <TimelineItem
                key={entry.id}
                tone={tones[entry.event] ?? (entry.title === "Payment declined" ? "critical" : "neutral")}
                title={
                  <>
                    {entry.title}
                    {entry.detail && <span className="font-normal text-muted"> {entry.detail}</span>}
                  </>
                }
                time={<Time at={entry.at} timeZone={timeZone} />}
                actor={again ? "By itself, with the same reason" : actorWords(entry.actor)}
                why={again ? undefined : whyOf(entry, ruleOf, timeZone)}
              >
                {entry.run && !again && Object.keys(entry.run.inputs).length > 0 && (
                  <Inputs inputs={entry.run.inputs} label="What it looked at" />
                )}
              </TimelineItem>
            );
          })}
        </Timeline>
      </div>
    </Panel>
  );
}

function whyOf({ actor, run, trigger }: StaffEntry, ruleOf: Props["ruleOf"], timeZone: string) {
  const policy = /^policy:(.+)/.exec(actor)?.[1];
  if (!policy) return undefined;
  return (
    <>
      <span className="text-ink">{run?.rule ?? ruleOf(policy) ?? policy}</span>
      {run?.reason && ` ${run.reason}`}
      {trigger && (
        <>
          {" "}
          Set off by {trigger.name} at <Time at={trigger.at} timeZone={timeZone} style="time" />.
        </>
      )}
    </>
  );
}
