import type { Progress } from "./parcel-progress";
import { type ScanReason, scanReason, whatToDo } from "./plain-words";
import type { TrackingState } from "./shipment";

export type Trouble = { tone: "warning" | "critical"; title: string; text: string };

type Seen = {
  carrier: string;
  turned: Progress["turned"];
  latest: { state: TrackingState; code: string; description: string } | null;
  /** Past its promise, or the carrier expects it after. */
  late: boolean;
  /** Nobody has scanned it for days. */
  silent: boolean;
};

const titles: Record<ScanReason, string> = {
  address: "The carrier can’t find the address",
  missed: "Nobody was there to take it",
  refused: "It was not accepted at the door",
  collect: "It waits for you at a pick-up point",
  customs: "It is held at customs",
  damaged: "The carrier says that it was damaged",
  lost: "The carrier is looking for it",
  weather: "The weather holds it up",
  delay: "It is held up on its way",
  other: "The carrier reports a problem",
};

const oneIsEnough = "You need not do anything: we look after it, and write as soon as we know more.";

/** What is wrong with a parcel under way, and what is done about it; null when all is well. */
export function troubleOf({ carrier, turned, latest, late, silent }: Seen): Trouble | null {
  switch (turned) {
    case "coming_back":
      return {
        tone: "critical",
        title: "It is on its way back to us",
        text: "The carrier could not deliver it. As soon as it is here we write to you: it can be sent again, or you get your money back.",
      };
    case "back":
      return {
        tone: "critical",
        title: "It came back to us undelivered",
        text: "We have it again. If you have not heard from us about sending it again or your money, answer our e-mail.",
      };
    case "lost":
      return {
        tone: "critical",
        title: "It was lost on its way",
        text: "We are sorry. We put it right with you: what was in it is sent again or paid back.",
      };
    case null:
      break;
  }
  if (latest?.state === "exception") {
    const reason = scanReason(carrier, latest);
    // Written for a mail; here it is our mails that can be answered.
    const text = whatToDo(reason).replaceAll("this mail", "our e-mail");
    return { tone: "warning", title: titles[reason], text };
  }
  if (silent)
    return {
      tone: "warning",
      title: "There is no news of it for some days",
      text: `We are asking the carrier where it is. ${oneIsEnough}`,
    };
  if (late)
    return {
      tone: "warning",
      title: "It is later than we promised",
      text: `We are sorry, and keep an eye on it. ${oneIsEnough}`,
    };
  return null;
}
