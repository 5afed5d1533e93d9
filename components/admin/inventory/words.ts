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

export const wayWords = ({ from, to }: Pick<LedgerRow, "from" | "to">): string =>
  `${placeWords[from]} → ${placeWords[to]}`;

/** "staff:Ada Moreno" is Ada Moreno; a policy is told by its name with spaces. */
export function actorWords(actor: string): string {
  const [kind, name] = actor.split(/:(.*)/s);
  if (!name) return actor === "shopper" ? "Shopper" : actor === "seed" ? "Set-up" : actor;
  if (kind === "policy") return `Policy: ${name.replaceAll("-", " ")}`;
  return name;
}
