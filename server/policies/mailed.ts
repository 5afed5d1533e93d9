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
    case "unwanted":
      return { outcome: "nothing_to_do", reason: `${to} is not written to; ${what} stayed here.` };
  }
}

/** The same for a purchase order, whose supplier may have no e-mail. */
export const purchaseOrderSent = (
  { sent, supplier, to }: { sent: Sent | "no_address"; supplier: string; to: string },
  number: string,
): Consequence =>
  sent === "no_address"
    ? {
        outcome: "nothing_to_do",
        reason: `${supplier} has no e-mail address: print ${number} and send it by hand.`,
      }
    : mailed(sent, number, to);
