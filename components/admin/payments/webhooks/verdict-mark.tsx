import { Status, type Tone } from "@/components/ui/status";
import type { verdicts } from "@/server/domain/webhook/inbox.schema";
import type { RefusalKind } from "@/server/domain/webhook/refusal";

type Verdict = (typeof verdicts)[number];

export const verdictWords: Record<Verdict, { tone: Tone; word: string }> = {
  received: { tone: "info", word: "Just come" },
  processed: { tone: "positive", word: "Processed" },
  ignored: { tone: "neutral", word: "Nothing to do" },
  parked: { tone: "warning", word: "Parked" },
};

/** What became of a notification. */
export function VerdictMark({ verdict, plain = false }: { verdict: Verdict; plain?: boolean }) {
  const { tone, word } = verdictWords[verdict];
  return (
    <Status tone={tone} plain={plain}>
      {word}
    </Status>
  );
}

export const refusalWords: Record<RefusalKind, string> = {
  signature: "Not signed with the secret that this shop has",
  unreadable: "Not in a form that this shop can read",
  not_set_up: "The vendor is not set up here",
};
