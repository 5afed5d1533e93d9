import { Status, type Tone } from "@/components/ui/status";
import type { ShipmentIssueKind } from "@/server/domain/shipment/shipment";

export const issueWords: Record<ShipmentIssueKind, { tone: Tone; word: string; many: string }> = {
  exception: { tone: "critical", word: "Held up", many: "Held up" },
  delayed: { tone: "warning", word: "Late", many: "Late" },
  silent: { tone: "info", word: "No news", many: "No news" },
  returned: { tone: "critical", word: "Coming back", many: "Coming back" },
};

export const IssueMark = ({ kind, plain }: { kind: ShipmentIssueKind; plain?: boolean }) => (
  <Status tone={issueWords[kind].tone} plain={plain}>
    {issueWords[kind].word}
  </Status>
);

export const carrierNames: Record<string, string> = { ups: "UPS", fedex: "FedEx" };

/** "staff:Mara" is Mara; what settled itself says so. */
export const closedByWords = (closedBy: string | null): string =>
  closedBy === "system" || !closedBy ? "by itself" : `by ${closedBy.replace(/^\w+:/, "")}`;

/** "Thu, Nov 26", of a calendar day. */
export const dayWords = (day: string): string =>
  new Intl.DateTimeFormat("en-US", {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  }).format(new Date(`${day}T12:00:00Z`));
