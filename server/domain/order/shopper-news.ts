import type { TimelineEntry } from "./order-timeline";

export type News = { id: string; at: string; title: string; detail?: string; mood: "good" | "bad" | "plain" };

type Teller = (entry: TimelineEntry) => Pick<News, "title" | "mood"> & { detail?: string | undefined };

/** What of an order's history its buyer wants to know, and how it is said to them. The rest is ours. */
const tellers: Record<string, Teller> = {
  OrderCreated: () => ({
    title: "You placed the order",
    detail: "Everything in it is held for you.",
    mood: "good",
  }),
  PaymentProcessed: ({ title, detail }) =>
    title === "Payment declined"
      ? { title: "Your payment was declined", detail, mood: "bad" }
      : { title: "Your payment came in", detail, mood: "good" },
  PaymentProcessing: () => ({
    title: "Your bank is working on the payment",
    detail: "Everything stays held for you.",
    mood: "plain",
  }),
  PaymentEnded: ({ title }) => ({ title, mood: "plain" }),
  LateMoneyReceived: ({ detail }) => ({ title: "Your payment came too late", detail, mood: "bad" }),
  OrderCancelled: ({ title, detail }) => ({
    title: title === "Cancelled by the customer" ? "You cancelled the order" : title,
    detail,
    mood: "bad",
  }),
  RefundRequested: ({ detail }) => ({ title: "Your money is on its way back", detail, mood: "plain" }),
  OrderRefunded: ({ detail }) => ({ title: "Your money went back", detail, mood: "good" }),
  RefundFailed: () => ({
    title: "Your money could not be sent back yet",
    detail: "We are looking after it; you don’t need to do anything.",
    mood: "bad",
  }),
  OrderHeld: () => ({ title: "We are checking your order before it leaves", mood: "plain" }),
  OrderHoldLifted: () => ({ title: "We have checked your order", mood: "plain" }),
  OrderShipped: () => ({ title: "A parcel is on its way", mood: "good" }),
  ShipmentException: ({ detail }) => ({ title: "The carrier reports a problem", detail, mood: "bad" }),
  ShipmentDelayed: ({ title, detail }) => ({
    title:
      title === "Later than promised" ? "It comes later than we promised" : "The carrier has no news of it",
    detail,
    mood: "bad",
  }),
  ShipmentReturned: () => ({
    title: "It could not be delivered",
    detail: "The carrier brings it back to us; we write when it is here.",
    mood: "bad",
  }),
  ParcelSettled: ({ title }) =>
    title === "The customer has it"
      ? { title: "It has reached you", mood: "good" }
      : { title, mood: "plain" },
  BackorderOpened: ({ detail }) => ({
    title: "A part of it follows later",
    // Why it is missing on the shelf is ours.
    detail: detail?.split(". ")[0],
    mood: "bad",
  }),
  BackorderFilled: () => ({ title: "What was to follow is here and being packed", mood: "good" }),
  OrderPartlyCancelled: ({ detail }) => ({ title: "A part of it was cancelled", detail, mood: "bad" }),
  OrderDelivered: () => ({ title: "It has arrived", mood: "good" }),
  ReviewSubmitted: ({ detail }) => ({ title: "You wrote a review", detail, mood: "plain" }),
};

type Line = { sku: string; title: string; variantTitle: string };

/** Things by their names instead of their numbers. */
const named = (text: string | undefined, lines: readonly Line[]): string | undefined =>
  lines.reduce((said, { sku, title, variantTitle }) => {
    const name = variantTitle ? `${title} (${variantTitle})` : title;
    return said?.replace(`× ${sku}`, () => `× ${name}`);
  }, text);

/** The buyer's side of the timeline, newest first. */
export const newsFrom = (timeline: readonly TimelineEntry[], lines: readonly Line[] = []): News[] =>
  timeline
    .flatMap((entry) => {
      const { detail: said, ...rest } = entry;
      const about = named(said, lines);
      const told = tellers[entry.event]?.({ ...rest, ...(about ? { detail: about } : {}) });
      if (!told) return [];
      const { detail, ...words } = told;
      return [{ id: entry.id, at: entry.at, ...words, ...(detail ? { detail } : {}) }];
    })
    .reverse();
