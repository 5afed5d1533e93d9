import type { notification } from "@/db/schema";
import { after, days, minutes } from "@/server/kernel/clock";
import { DomainError } from "@/server/kernel/errors";

export const messageStates = ["sent", "delayed", "bounced", "undeliverable", "intended"] as const;
export type MessageState = (typeof messageStates)[number];

type Row = typeof notification.$inferSelect;

/** Where a message stands: what the mail service told later counts more than that it took it. */
export function stateOf({
  status,
  bouncedAt,
  bounce,
}: Pick<Row, "status" | "bouncedAt" | "bounce">): MessageState {
  if (bouncedAt) return "bounced";
  return status === "sent" && bounce ? "delayed" : status;
}

/** Why a message can't be sent again from the console; null when it can. */
export function whyNotAgain({ props }: Pick<Row, "props">): string | null {
  return props
    ? null
    : "What this mail held is not kept: a link that lets its reader in, or files. Start again where it came from.";
}

/** Two presses in a row are one wish. */
const samePress = minutes(2);
const mostADay = 5;

/**
 * What pressing *Send again* comes to, with earlier repeats of the same message: another mail, or the one that was just
 * sent to the same address. Throws `rate_limited` when its reader has had enough of it today.
 */
export function repeatOr<Repeat extends Pick<Row, "recipient" | "createdAt">>(
  repeats: readonly Repeat[],
  to: string,
  now: Date,
): Repeat | "another" {
  const just = repeats.find((one) => one.recipient === to && one.createdAt > after(now, -samePress));
  if (just) return just;
  if (repeats.filter((one) => one.createdAt > after(now, -days(1))).length < mostADay) return "another";
  throw new DomainError(
    "rate_limited",
    `This mail was sent again ${mostADay} times within a day. Ask the customer before you send it once more tomorrow.`,
  );
}
