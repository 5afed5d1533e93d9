import { Status, type Tone } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type {
  DifferenceRow,
  ReconciliationDetail,
} from "@/server/domain/reconciliation/reconciliation.queries";

const states: Record<ReconciliationDetail["state"], { tone: Tone; word: string }> = {
  running: { tone: "info", word: "Being compared" },
  agrees: { tone: "positive", word: "Agrees" },
  differs: { tone: "warning", word: "Differs" },
  failed: { tone: "critical", word: "Not compared" },
};

/** How a day's comparison ended; none: nobody has compared it. */
export function DayMark({ state }: { state: ReconciliationDetail["state"] | null }) {
  const { tone, word } = state ? states[state] : { tone: "neutral" as const, word: "Not compared yet" };
  return <Status tone={tone}>{word}</Status>;
}

/** A day of the world's clock; it has no time zone to be moved by. */
export const DayName = ({ day }: { day: string }) => (
  <Time at={`${day}T00:00:00Z`} style="date" timeZone="UTC" />
);

/** What a difference is about, told to somebody who has to find its cause. */
export function differenceWords(
  { kind, what }: Pick<DifferenceRow, "kind" | "what">,
  provider: string,
): string {
  const thing = what === "refund" ? "Refund" : "Payment";
  switch (kind) {
    case "missing_here":
      return `${thing} that only ${provider} has`;
    case "missing_there":
      return `${thing} that only we have`;
    case "amount_differs":
      return `${thing} with two amounts`;
  }
}
