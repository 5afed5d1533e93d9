import { Status, type Tone } from "@/components/ui/status";
import type { MessageState as State } from "@/server/domain/notification/notification";

export const messageStateWords: Record<State, { tone: Tone; word: string }> = {
  sent: { tone: "positive", word: "Sent" },
  delayed: { tone: "warning", word: "Delayed" },
  bounced: { tone: "critical", word: "Came back" },
  undeliverable: { tone: "critical", word: "Not delivered" },
  intended: { tone: "info", word: "Being sent" },
};

export function MessageState({ state, plain }: { state: State; plain?: boolean }) {
  const { tone, word } = messageStateWords[state];
  return (
    <Status tone={tone} plain={plain}>
      {word}
    </Status>
  );
}
