import type { Sent } from "@/server/domain/notification/send-notification";
import type { Consequence } from "./policy";

/** What a mailing policy says of its run. */
export function mailed(sent: Sent, what: string, to: string): Consequence {
  switch (sent) {
    case "sent":
      return { outcome: "done", reason: `Sent ${what} to ${to}.`, command: "SendNotification" };
    case "sent_before":
      return { outcome: "nothing_to_do", reason: `${to} already has ${what}.` };
    case "undeliverable":
      return { outcome: "done", reason: `${to} does not take mail; ${what} could not be delivered.` };
  }
}
