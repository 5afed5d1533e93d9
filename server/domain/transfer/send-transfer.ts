import { eq, inArray, or } from "drizzle-orm";
import { location, transfer, transferLine, variant } from "@/db/schema";
import { noteLevels } from "@/server/domain/inventory/note-levels";
import { record } from "@/server/events/outbox";
import { actorName, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { asId, type Id, newId } from "@/server/kernel/id";
import { type Picked, pickShelves, type SourceShelf, type WantedLine } from "./transfer";
import type { SendTransferInput } from "./transfer.schema";
import { bookTransferMove, lockGoodsAt, nextTransferNumber } from "./transfer.store";

export type SentTransfer = { number: string; units: number };

/**
 * Sends goods to another place: they leave the shelves here and stand in neither place until they are received. Sending the
 * same again (by its id) gives the same transfer.
 */
export function sendTransfer(ctx: Ctx, input: SendTransferInput): Promise<SentTransfer> {
  return inTransaction(ctx, async (tx) => {
    const fromLocationId = await placeFor(tx, "from", input.from);
    const toLocationId = await placeFor(tx, "to", input.to);
    const id = input.id ? asId<"transfer">(input.id) : newId<"transfer">();
    const number = await nextTransferNumber(tx);
    const head = { id, number, fromLocationId, toLocationId, reason: input.reason };
    const sent = { status: "sent" as const, sentBy: actorName(tx.actor), sentAt: tx.now };
    const written = await tx.db
      .insert(transfer)
      .values({ ...head, ...sent })
      .onConflictDoNothing({ target: transfer.id })
      .returning({ id: transfer.id });
    if (written.length === 0) return sentBefore(tx, id);

    const { wanted, variantIds } = await goodsOf(tx, input);
    const shelves = await lockGoodsAt(tx, fromLocationId, variantIds);
    const picked = pickShelves(wanted, shelves, tx.now);
    if (!picked.ok) throw refusal(input, wanted, picked);

    await tx.db.insert(transferLine).values(
      picked.picks.map(({ shelf: { variantId, lotId }, quantity }, position) => ({
        ...{ id: newId<"transferLine">(), transferId: id, position, variantId, lotId, quantity },
      })),
    );
    const facts = [];
    for (const { shelf, quantity } of picked.picks) {
      const { told } = await bookTransferMove(
        tx,
        shelf,
        { kind: "transfer", from: "available", to: "location", quantity },
        {
          kind: "transfer",
          sku: shelf.sku,
          location: input.from,
          cause: { transferId: id, reason: `To ${input.to}: ${input.reason}` },
        },
      );
      facts.push(told);
    }
    await record(tx, ...facts);
    await noteLevels(
      tx,
      picked.picks.map(({ shelf }) => shelf.id),
    );
    return { number, units: unitsOf(picked.picks) };
  });
}

const unitsOf = (lines: readonly { quantity: number }[]) =>
  lines.reduce((units, line) => units + line.quantity, 0);

/** A place by its code; what is wrong with it is told beside its field. */
async function placeFor(tx: TxCtx, field: "from" | "to", code: string): Promise<Id<"location">> {
  const [place] = await tx.db.select().from(location).where(eq(location.code, code));
  if (!place) throw new DomainError("not_found", `There is no place ${code}.`, { field });
  // What a closed place still holds may leave it.
  if (field === "to" && !place.active)
    throw new DomainError("invalid_input", `${code} is closed. Choose a place that is open.`, { field });
  return place.id;
}

async function sentBefore(tx: TxCtx, id: Id<"transfer">): Promise<SentTransfer> {
  const [row] = await tx.db.select().from(transfer).where(eq(transfer.id, id));
  const lines = await tx.db.select().from(transferLine).where(eq(transferLine.transferId, id));
  if (!row) throw new Error("The transfer was not written.");
  return { number: row.number, units: unitsOf(lines) };
}

/** What was typed or scanned, as SKUs. */
async function goodsOf(
  tx: TxCtx,
  { lines }: SendTransferInput,
): Promise<{ wanted: WantedLine[]; variantIds: Id<"variant">[] }> {
  const codes = lines.map((line) => line.sku);
  const goods = await tx.db
    .select({ id: variant.id, sku: variant.sku, barcode: variant.barcode })
    .from(variant)
    .where(or(inArray(variant.sku, codes), inArray(variant.barcode, codes)));
  const wanted = lines.map(({ sku: code, lot, quantity }, at): WantedLine => {
    const found = goods.find(({ sku }) => sku === code) ?? goods.find(({ barcode }) => barcode === code);
    if (!found)
      throw new DomainError("not_found", `There is no SKU or barcode ${code}.`, { field: `lines.${at}.sku` });
    return { sku: found.sku, lot: lot ?? null, quantity };
  });
  return { wanted, variantIds: goods.map(({ id }) => id) };
}

function refusal(
  { from }: SendTransferInput,
  wanted: readonly WantedLine[],
  { line, available, expired }: Extract<Picked<SourceShelf>, { ok: false }>,
): DomainError {
  const { sku = "", lot = null, quantity = 0 } = wanted[line] ?? {};
  const goods = lot ? `${sku}, lot ${lot},` : sku;
  return new DomainError(
    "out_of_stock",
    expired
      ? `${lot ? `Lot ${lot} of ${sku}` : `What there is of ${sku}`} has expired; it stays in ${from} until it is disposed of or returned.`
      : `Only ${available} of ${goods} ${available === 1 ? "is" : "are"} available in ${from} to send; you asked for ${quantity}.`,
    { field: `lines.${line}.quantity`, available, requested: quantity },
  );
}
