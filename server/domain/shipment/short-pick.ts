import { noteLevels } from "@/server/domain/inventory/note-levels";
import type { Displaced, Replacement } from "@/server/domain/inventory/reallocation";
import { holdCommitted } from "@/server/domain/inventory/reservation.store";
import type { OrderRow } from "@/server/domain/order/order.store";
import { referenceData } from "@/server/domain/settings/reference-data";
import { openRecount } from "@/server/domain/stock-count/open-count";
import { tellFloor } from "@/server/events/floor-feed";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { asId } from "@/server/kernel/id";
import { openBackorder } from "./backorder.store";
import { bringFrom } from "./bring";
import { addLines } from "./exchange-lines";
import { assertOwnPick } from "./pick-shipment";
import { bookOnce } from "./scan.store";
import { assertCanMove } from "./shipment";
import { lockShipment, type ShipmentRow } from "./shipment.store";
import { isInDoubt, type ShortPicked, whyShort } from "./short";
import type { ShortPickInput } from "./short-pick.schema";
import { type BroughtLine, bookShortage, findRemedy, linesBrought } from "./short-pick.store";
import { takeOut } from "./take-out";

/**
 * A picker does not find units that the books promise, or finds them damaged. They leave the shelf's books until it is
 * counted, and others take their place: from the same place, from another one, or when stock comes in.
 */
export async function shortPick(ctx: Ctx, input: ShortPickInput): Promise<ShortPicked> {
  const reference = await referenceData(ctx.db);
  const told = await inTransaction(ctx, async (tx) => {
    const { order, shipment } = await lockShipment(tx, input.shipment);
    return bookOnce<ShortPicked>(tx, input.scan, async () => {
      if (shipment.status !== "picking") refuseState(shipment);
      await assertOwnPick(tx, shipment);
      const lines = await linesBrought(tx, shipment.id);
      const line = missingLine(lines, shipment, input);
      const why = whyShort(input.reason, input.note);
      // The list before the shelf: whoever counts it locks them in this order.
      const recount = await openRecount(tx, line, `${shipment.number}: ${why}`);

      const { remedy, levels } = await findRemedy(tx, order, reference, lines, line, input.missing);
      const inDoubt = isInDoubt(input.reason) ? recount.id : null;
      const leaving = remedy.movesAll ? lines.map(asDisplaced) : [displacedOf(line, input.missing)];
      const found = [...remedy.samePlace, ...remedy.otherPlace];
      const levelIds = await bookShortage(tx, order, levels, {
        ...{ leaving, found, missing: displacedOf(line, input.missing), why, recount: inDoubt },
      });
      await holdCommitted(tx, order.id, found.map(asPart));
      const otherPlace = await sendFromElsewhere(tx, order, shipment, remedy.samePlace, remedy.otherPlace);
      const after = await takeOut(tx, order, shipment, leaving);
      const backorderId =
        remedy.backordered > 0
          ? await openBackorder(tx, {
              orderId: order.id,
              orderLineId: line.orderLineId,
              quantity: remedy.backordered,
              reason: why,
            })
          : null;
      const missed = remedy.movesAll ? { ...remedy, samePlace: [] } : remedy;
      await recordShortage(tx, order, shipment, {
        line,
        missing: input.missing,
        why,
        leaving,
        remedy: missed,
        backorderId,
      });
      await noteLevels(tx, levelIds);
      return {
        ...{ sku: line.sku, title: line.title, missing: input.missing, recount: recount.number },
        samePlace: remedy.samePlace.map(({ levelId, quantity }) => {
          const level = levels.find((one) => one.id === levelId);
          return { quantity, bin: level?.bin ?? null, lot: level?.lot ?? null };
        }),
        otherPlace,
        backordered: remedy.backordered,
        movedAll: remedy.movesAll,
        ended: after === "cancelled",
      };
    });
  });
  tellFloor({ shipments: [input.shipment] });
  return told;
}

const displacedOf = (line: BroughtLine, quantity: number): Displaced => ({
  ...{ orderLineId: line.orderLineId, levelId: line.levelId, sku: line.sku },
  ...{ locationCode: line.locationCode, quantity },
});
const asDisplaced = (line: BroughtLine): Displaced => displacedOf(line, line.quantity);

const asPart = ({ of, levelId, quantity }: Replacement) => ({
  orderLineId: of.orderLineId,
  levelId,
  quantity,
});

const asShipmentPart = ({ of, levelId, quantity }: Replacement) => ({
  ...{ orderLineId: asId<"orderLine">(of.orderLineId), stockLevelId: levelId, quantity },
});

function refuseState(shipment: ShipmentRow): never {
  if (shipment.status !== "assigned") assertCanMove(shipment, "packed");
  throw new DomainError("invalid_transition", `Start picking shipment ${shipment.number} first.`, {
    shipment: shipment.number,
  });
}

/** The line that is short, with enough units on it that are not in hand yet. */
function missingLine(
  lines: readonly BroughtLine[],
  shipment: ShipmentRow,
  input: ShortPickInput,
): BroughtLine {
  const line = lines.find(
    (one) =>
      one.levelId === input.stockLevelId &&
      (input.orderLineId === undefined || one.orderLineId === input.orderLineId) &&
      one.quantity > one.picked,
  );
  if (!line)
    throw new DomainError(
      "changed_meanwhile",
      `Shipment ${shipment.number} takes nothing more from this shelf. Look at its list again.`,
      { shipment: shipment.number },
    );
  const open = line.quantity - line.picked;
  if (input.missing > open)
    throw new DomainError(
      "invalid_input",
      `Only ${open} of ${line.title} ${open === 1 ? "is" : "are"} still to be picked here; ${input.missing} can't be missing.`,
      { field: "missing", open },
    );
  return line;
}

/** Units of the same place join this shipment; others are brought by shipments of theirs. */
async function sendFromElsewhere(
  tx: TxCtx,
  order: OrderRow,
  shipment: ShipmentRow,
  samePlace: readonly Replacement[],
  otherPlace: readonly Replacement[],
): Promise<ShortPicked["otherPlace"]> {
  if (samePlace.length > 0) await addLines(tx, shipment, samePlace.map(asShipmentPart));
  const sent: ShortPicked["otherPlace"] = [];
  for (const place of new Set(otherPlace.map((part) => part.locationCode))) {
    const parts = otherPlace.filter((part) => part.locationCode === place);
    const number = await bringFrom(tx, order, place, merged(parts).map(asShipmentPart));
    sent.push({ place, shipment: number, quantity: parts.reduce((units, part) => units + part.quantity, 0) });
  }
  return sent;
}

/** One part a line and shelf: two shelves may give way to one. */
function merged(parts: readonly Replacement[]): Replacement[] {
  const found: Replacement[] = [];
  for (const part of parts) {
    const known = found.find(
      (one) => one.of.orderLineId === part.of.orderLineId && one.levelId === part.levelId,
    );
    if (known) known.quantity += part.quantity;
    else found.push({ ...part });
  }
  return found;
}

type Told = {
  line: BroughtLine;
  missing: number;
  why: string;
  leaving: readonly Displaced[];
  remedy: { samePlace: Replacement[]; otherPlace: Replacement[]; movesAll: boolean; backordered: number };
  backorderId: string | null;
};

async function recordShortage(tx: TxCtx, order: OrderRow, shipment: ShipmentRow, told: Told): Promise<void> {
  const { line, remedy, why } = told;
  const about = { orderId: order.id, orderNumber: order.number };
  const units = (parts: readonly { quantity: number }[]) =>
    parts.reduce((sum, part) => sum + part.quantity, 0);
  const outcomes = {
    same_place: units(remedy.samePlace),
    other_place: remedy.movesAll ? told.missing : units(remedy.otherPlace),
    backordered: remedy.backordered,
  } as const;
  for (const outcome of ["same_place", "other_place", "backordered"] as const)
    if (outcomes[outcome] > 0)
      await record(
        tx,
        fact("UnitsShort", {
          ...{ ...about, shipmentId: shipment.id, shipmentNumber: shipment.number, sku: line.sku },
          ...{ quantity: outcomes[outcome], reason: why, outcome },
        }),
      );
  const found = [...remedy.samePlace, ...remedy.otherPlace];
  if (found.length > 0)
    await record(
      tx,
      fact("InventoryReallocated", {
        ...about,
        from: remedy.movesAll
          ? told.leaving.map(({ sku, locationCode, quantity }) => ({ sku, location: locationCode, quantity }))
          : [{ sku: line.sku, location: line.locationCode, quantity: units(found) }],
        to: found.map(({ of, locationCode, quantity }) => ({
          sku: of.sku,
          location: locationCode,
          quantity,
        })),
        reason: why,
      }),
    );
  if (told.backorderId)
    await record(
      tx,
      fact("BackorderOpened", {
        ...{
          ...about,
          backorderId: told.backorderId,
          sku: line.sku,
          quantity: remedy.backordered,
          reason: why,
        },
      }),
    );
}
