import { Status, type Tone } from "@/components/ui/status";
import type { CountListRow } from "@/server/domain/stock-count/count.queries";
import { formatMoney } from "@/server/kernel/money";

const words: Record<CountListRow["status"], { tone: Tone; word: string }> = {
  open: { tone: "info", word: "Counting" },
  review: { tone: "warning", word: "To approve" },
  closed: { tone: "positive", word: "Closed" },
  cancelled: { tone: "neutral", word: "Cancelled" },
};

export function CountStatus({ status, plain }: { status: CountListRow["status"]; plain?: boolean }) {
  return (
    <Status tone={words[status].tone} plain={plain}>
      {words[status].word}
    </Status>
  );
}

export const sourceWords: Record<CountListRow["source"], string> = {
  cycle: "List",
  file: "File",
  recount: "Recount",
};

export const shelves = (count: number): string => `${count} ${count === 1 ? "shelf" : "shelves"}`;

/** "+3", "−2", "0": with a real minus. */
export const signed = (count: number): string => (count > 0 ? `+${count}` : `${count}`.replace("-", "−"));

export const signedMoney = (amount: number, currency: string): string =>
  `${amount > 0 ? "+" : amount < 0 ? "−" : ""}${formatMoney({ amount: Math.abs(amount), currency })}`;
