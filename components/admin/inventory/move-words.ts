import type { LedgerRow } from "@/server/domain/inventory/ledger.queries";
import type { MoveKind, Place } from "@/server/domain/inventory/stock";

export const moveWords: Record<MoveKind, string> = {
  receive: "Received",
  reserve: "Reserved for an order",
  deduct: "Paid for",
  release: "Given back",
  ship: "Shipped",
  adjust: "Adjusted",
  count: "Counted",
  quarantine: "Set aside",
  expire: "Expired",
  dispose: "Disposed of",
  return_to_supplier: "Returned to supplier",
  restock: "Restocked",
  transfer: "Transferred",
};

const placeWords: Record<Place, string> = {
  available: "available",
  reserved: "reserved",
  committed: "committed",
  unavailable: "unavailable",
  supplier: "supplier",
  customer: "customer",
  adjustment: "adjustment",
  location: "another place",
};

/** What happened. Units that were set aside and are put back have the same kind of move, the other way round. */
export const whatWords = ({ kind, to, undoes }: Pick<LedgerRow, "kind" | "to" | "undoes">): string => {
  if (undoes !== null) return `Undone: ${moveWords[kind].toLowerCase()}`;
  return kind === "quarantine" && to === "available" ? "Put back on sale" : moveWords[kind];
};

export const wayWords = ({ from, to }: Pick<LedgerRow, "from" | "to">): string =>
  `${placeWords[from]} → ${placeWords[to]}`;

type ActorWords = { words: string; policy: string | null };

/** "staff:Ada Moreno" is Ada Moreno; a policy is told by its name with spaces, and can be looked up. */
export function actorWords(actor: string): ActorWords {
  const [kind, name] = actor.split(/:(.*)/s);
  const plain = (words: string) => ({ words, policy: null });
  if (!name) return plain(actor === "shopper" ? "Shopper" : actor === "seed" ? "Set-up" : actor);
  if (kind === "policy") return { words: `Policy: ${name.replaceAll("-", " ")}`, policy: name };
  return plain(name);
}
