import { Status, type Tone } from "@/components/ui/status";
import type { TransferStatus } from "@/server/domain/transfer/transfer";

const words: Record<TransferStatus, { tone: Tone; word: string }> = {
  sent: { tone: "info", word: "On its way" },
  partially_received: { tone: "info", word: "Partly received" },
  received: { tone: "positive", word: "Received" },
  cancelled: { tone: "neutral", word: "Called back" },
};

type Props = { status: TransferStatus; lost: number };

/** Where a transfer stands; one that came short says so. */
export function TransferMark({ status, lost }: Props) {
  if (status === "received" && lost > 0) return <Status tone="warning">Received, {lost} lost</Status>;
  const { tone, word } = words[status];
  return <Status tone={tone}>{word}</Status>;
}
