import { type QuantityReason, wholePacks } from "./purchase-order";

/** How a supplier sells an article. */
export type Packing = { packSize: number; minimumQuantity: number };

export type Stand = { available: number; incoming: number; onDraft: number };
export type Rule = { reorderPoint: number; reorderUpTo: number };

/**
 * How many units a line has to ask for so that the place is filled up to its mark once everything has come, in whole packs
 * and not under the supplier's minimum. Nothing when what is there and on its way reaches the mark.
 */
export function decideRestock(
  { available, incoming, onDraft }: Stand,
  { reorderPoint, reorderUpTo }: Rule,
  { packSize, minimumQuantity }: Packing,
): { quantity: number; reason: QuantityReason } | null {
  const wanted = reorderUpTo - available - incoming - onDraft;
  if (wanted <= 0) return null;
  return {
    quantity: wholePacks(wanted, { packSize, minimumQuantity }),
    reason: { available, incoming, onDraft, reorderPoint, reorderUpTo, packSize, minimumQuantity },
  };
}

/** "Available 3 + incoming 0 + on other drafts 0 = 3" and how that leads to the quantity; the reason as a manager reads it. */
export function explainQuantity(reason: QuantityReason): string {
  const { available, incoming, onDraft, reorderUpTo, packSize, minimumQuantity } = reason;
  const missing = reorderUpTo - available - incoming - onDraft;
  const total = wholePacks(missing, reason);
  const start = `Available ${available} + incoming ${incoming} + on other drafts ${onDraft}; up to ${reorderUpTo} → ${missing}`;
  if (total === missing) return `${start}.`;
  const why = [
    ...(minimumQuantity > missing ? [`raised to the minimum of ${minimumQuantity}`] : []),
    ...(Math.max(minimumQuantity, missing) % packSize === 0 ? [] : [`rounded up to packs of ${packSize}`]),
  ];
  return `${start}, ${why.join(" and ")} → ${total}.`;
}

export type Release = "order" | "ask" | "wait";

/**
 * What becomes of an automatic draft: ordered unasked up to the limit, kept until it comes to the supplier's minimum, or put
 * before a manager. A draft that a person has written on is that person's to order.
 */
export function decideRelease(draft: {
  total: number;
  limit: number;
  minimumAmount: number;
  supplierActive: boolean;
  touched: boolean;
}): Release {
  if (draft.touched || draft.total < draft.minimumAmount) return "wait";
  return draft.supplierActive && draft.total <= draft.limit ? "order" : "ask";
}
