import type { EventName, Payload } from "@/server/events/events";
import { formatMoney } from "@/server/kernel/money";

export type PurchaseEntry = {
  id: string;
  name: string;
  at: Date;
  actor: string;
  title: string;
  detail: string | null;
  /** Why it happened by itself. */
  why: { policy: string; rule: string | null; reason: string | null } | null;
};

type Words = { title: string; detail: string | null };
type Purchase = Extract<EventName, `PurchaseOrder${string}`>;
type Tellers = { [Name in Purchase]: (payload: Payload<Name>, show: { money: boolean }) => Words };

const units = (n: number): string => `${n} ${n === 1 ? "unit" : "units"}`;

const tellers: Tellers = {
  PurchaseOrderDrafted: ({ supplier, location }) => ({
    title: "Draft opened",
    detail: `${supplier} for ${location}`,
  }),
  PurchaseOrderChanged: ({ change }) => ({ title: "Draft changed", detail: change }),
  PurchaseOrderProposed: ({ total, limit }, { money }) => ({
    title: "A manager was asked",
    detail: money ? `${formatMoney(total)} is more than ${formatMoney(limit)}` : null,
  }),
  PurchaseOrderOrdered: ({ supplier, total }, { money }) => ({
    title: `Ordered from ${supplier}`,
    detail: money ? formatMoney(total) : null,
  }),
  PurchaseOrderSendAsked: () => ({ title: "Sent to the supplier once more", detail: null }),
  PurchaseOrderReceived: ({ units: came, damaged, complete }) => ({
    title: complete ? "Received in full" : "Received in part",
    detail: damaged > 0 ? `${units(came)}, ${damaged} damaged` : units(came),
  }),
  PurchaseOrderClosed: ({ units: missing, note }) => ({
    title: "Rest given up",
    detail: `${units(missing)} will not come. ${note}`,
  }),
  PurchaseOrderCancelled: ({ note }) => ({ title: "Cancelled", detail: note || null }),
};

/** An event in words; null for one that is not about purchasing. */
export function tellPurchase(
  name: string,
  payload: Record<string, unknown>,
  show: { money: boolean },
): Words | null {
  const teller = (
    tellers as Record<string, ((payload: never, show: { money: boolean }) => Words) | undefined>
  )[name];
  return teller ? teller(payload as never, show) : null;
}
