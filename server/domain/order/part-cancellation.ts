import type { OpenStatus } from "../shipment/shipment";

/** Units of an order that have not left: where they stand, and in which parcel they would. */
export type OpenUnits = {
  orderLineId: string;
  quantity: number;
  /** How many of them a picker has in hand. */
  picked: number;
} & (
  | { backorderId: string }
  | { levelId: number; shipment: { id: string; number: string; status: OpenStatus } | null }
);

export type Taken = { units: OpenUnits; quantity: number };

export type Choice =
  | { ok: true; taken: Taken[]; nothingLeft: boolean }
  /** More than has not left yet. */
  | { ok: false; orderLineId: string; open: number }
  /** A closed box would lose a part of what is in it. */
  | { ok: false; shipment: string };

/** What costs least to take out first: what is not there, then what nobody has touched, a closed box last. */
const effort: Record<OpenStatus, number> = { assigned: 2, picking: 3, packed: 4, labelled: 5 };

const rank = (units: OpenUnits): number =>
  "backorderId" in units ? 0 : units.shipment ? effort[units.shipment.status] : 1;

const isClosed = (status: OpenStatus): boolean => status === "packed" || status === "labelled";

/** Which of an order's open units are cancelled, when so many of each line are to be. */
export function chooseUnits(
  wanted: readonly { orderLineId: string; quantity: number }[],
  open: readonly OpenUnits[],
): Choice {
  const byEffort = [...open].sort((a, b) => rank(a) - rank(b) || a.picked - b.picked);
  const taken: Taken[] = [];
  for (const { orderLineId, quantity } of wanted) {
    let left = quantity;
    const ofLine = byEffort.filter((units) => units.orderLineId === orderLineId);
    for (const units of ofLine) {
      const some = Math.min(left, units.quantity);
      if (some > 0) taken.push({ units, quantity: some });
      left -= some;
    }
    if (left > 0)
      return { ok: false, orderLineId, open: ofLine.reduce((sum, units) => sum + units.quantity, 0) };
  }
  const torn = tornBox(taken, open);
  if (torn) return { ok: false, shipment: torn };
  return { ok: true, taken, nothingLeft: unitsIn(taken) === unitsIn(open) };
}

/** How many of each line are cancelled; what of them stood here goes back for sale. */
export const unitsByLine = <Line extends { id: string; sku: string }>(
  lines: readonly Line[],
  taken: readonly Taken[],
): { orderLineId: Line["id"]; sku: string; quantity: number; goods: "restock" }[] =>
  lines.flatMap(({ id, sku }) => {
    const quantity = unitsIn(taken.filter((part) => part.units.orderLineId === id));
    return quantity > 0 ? [{ orderLineId: id, sku, quantity, goods: "restock" as const }] : [];
  });

/** Everything that one shipment was to bring. */
export const allOfShipment = (shipmentId: string, open: readonly OpenUnits[]): Taken[] =>
  open
    .filter((units) => "levelId" in units && units.shipment?.id === shipmentId)
    .map((units) => ({ units, quantity: units.quantity }));

export const unitsIn = (parts: readonly { quantity: number }[]): number =>
  parts.reduce((sum, part) => sum + part.quantity, 0);

function tornBox(taken: readonly Taken[], open: readonly OpenUnits[]): string | null {
  for (const { units } of taken) {
    if ("backorderId" in units || !units.shipment || !isClosed(units.shipment.status)) continue;
    const { id, number } = units.shipment;
    const leaves = taken.filter((part) => "levelId" in part.units && part.units.shipment?.id === id);
    if (unitsIn(leaves) < unitsIn(allOfShipment(id, open))) return number;
  }
  return null;
}
