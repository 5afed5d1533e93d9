import type { UpdateInventoryInput } from "./inventory.schema";
import { type Levels, type Move, onHand } from "./stock";

type Change = Pick<UpdateInventoryInput, "kind" | "quantity" | "damaged">;

/** The moves that a change by hand comes to on a shelf; none when a count agrees. */
export function movesOf(change: Change, levels: Levels): Move[] {
  const { kind, quantity } = change;
  switch (kind) {
    case "receive": {
      const damaged = change.damaged ?? 0;
      return [
        { kind, from: "supplier", to: "available", quantity: quantity - damaged } as const,
        { kind, from: "supplier", to: "unavailable", quantity: damaged } as const,
      ].filter((move) => move.quantity > 0);
    }
    case "count":
      return correction(kind, quantity - onHand(levels));
    case "adjust":
      return correction(kind, quantity);
    case "quarantine":
      return [{ kind, from: "available", to: "unavailable", quantity }];
    case "reinstate":
      return [{ kind: "quarantine", from: "unavailable", to: "available", quantity }];
    case "dispose":
      return [{ kind, from: "unavailable", to: "adjustment", quantity }];
    case "return_to_supplier":
      return [{ kind, from: "unavailable", to: "supplier", quantity }];
  }
}

function correction(kind: "adjust" | "count", change: number): Move[] {
  if (change === 0) return [];
  return change > 0
    ? [{ kind, from: "adjustment", to: "available", quantity: change }]
    : [{ kind, from: "available", to: "adjustment", quantity: -change }];
}

/** Whether the change puts units on sale that were not in the shop's own stock, or not for sale, before. */
export const offersUnits = (moves: readonly Move[]): boolean =>
  moves.some(({ from, to }) => to === "available" && (from === "supplier" || from === "unavailable"));

const refusedVerb: Record<UpdateInventoryInput["kind"], string> = {
  receive: "be received",
  adjust: "be taken away",
  count: "be taken away",
  quarantine: "be set aside",
  reinstate: "be put back",
  dispose: "be disposed of",
  return_to_supplier: "be returned",
};

/** Why a move can't be: what its bucket holds, and where the other units are. */
export function shortage(
  about: { sku: string; location: string; kind: UpdateInventoryInput["kind"] },
  levels: Levels,
  move: Move,
): string {
  const cannot = `${move.quantity} can't ${refusedVerb[about.kind]}.`;
  if (move.from === "unavailable") {
    const { unavailable } = levels;
    return `Only ${unavailable} of ${about.sku} ${unavailable === 1 ? "is" : "are"} set aside in ${about.location}; ${cannot} Set units aside first.`;
  }
  const { available } = levels;
  return `Only ${available} of ${about.sku} ${available === 1 ? "is" : "are"} available in ${about.location}; ${cannot} ${onHand(levels) - available} more are held for orders or set aside.`;
}
