import { and, eq, inArray, sql } from "drizzle-orm";
import { shipment, wave } from "@/db/schema";
import { findPlace } from "@/server/domain/inventory/stock.store";
import { readSettings } from "@/server/domain/settings/settings";
import { firstWaiting, lockFree } from "@/server/domain/shipment/free-shipments.store";
import { saveShipment } from "@/server/domain/shipment/shipment.store";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";
import { heldAmong, lockShipments } from "./wave.store";

export type StartedWave = {
  wave: string;
  shipments: string[];
  /** Asked for, but taken by somebody or put on hold meanwhile. */
  gone: string[];
};

type Wanted = { location: string; shipments?: readonly string[] | undefined };

/** How often the last shipment may slip away before the queue counts as empty. */
const patience = 20;

/**
 * Batches shipments of one place into one walk of the person who asks: the ones named, or the next by promise. Each gets
 * a tote; nobody else can take them while the walk lasts.
 */
export async function startWave(ctx: Ctx, what: Wanted): Promise<StartedWave> {
  for (let tries = 0; tries < patience; tries += 1) {
    const started = await inTransaction(ctx, (tx) => claim(tx, what));
    if (started !== "slipped away") return started;
  }
  throw nothingLeft(what);
}

async function claim(
  tx: TxCtx,
  { location, shipments: named }: Wanted,
): Promise<StartedWave | "slipped away"> {
  const locationId = await findPlace(tx, location);
  const { waveSize } = await readSettings(tx);
  if (named && named.length > waveSize)
    throw new DomainError(
      "invalid_input",
      `A walk has room for ${waveSize} shipments; you chose ${named.length}.`,
      { field: "shipments", room: waveSize },
    );
  const claimed = named
    ? await claimNamed(tx, locationId, named)
    : await lockShipments(tx, await nextFree(tx, location, waveSize));
  if (claimed.length === 0) {
    const waiting = named ? null : await firstWaiting(tx, location);
    if (!waiting) throw nothingLeft({ location, shipments: named });
    // Somebody is about it at this moment: wait, and look again.
    await lockShipments(tx, [waiting]);
    return "slipped away";
  }

  const id = newId<"wave">();
  const pickedBy = tx.actor.kind === "staff" ? tx.actor.id : null;
  const [written] = await tx.db
    .insert(wave)
    .values({
      id,
      number: sql`'WV-' || nextval('wave_number')`,
      locationId,
      pickedBy,
      createdAt: tx.now,
    })
    .returning({ number: wave.number });
  if (!written) throw new Error("The walk was not written.");
  // The oldest promise stands in tote 1.
  const inOrder = [...claimed].sort((a, b) => a.shipment.shipBy.getTime() - b.shipment.shipBy.getTime());
  for (const [place, { order, shipment: row }] of inOrder.entries())
    await saveShipment(tx, order, row, "picking", { pickedBy, waveId: id, slot: place + 1 });
  const numbers = inOrder.map(({ shipment: row }) => row.number);
  return {
    wave: written.number,
    shipments: numbers,
    gone: (named ?? []).filter((number) => !numbers.includes(number)),
  };
}

const nothingLeft = ({ location, shipments }: Wanted) =>
  new DomainError(
    "invalid_transition",
    shipments
      ? "None of these shipments is free any more. Choose others."
      : `Nothing waits to be picked in ${location}.`,
    {},
  );

const nextFree = async (tx: TxCtx, location: string, limit: number): Promise<Id<"shipment">[]> =>
  (await lockFree(tx, location, limit)).filter(({ held }) => !held).map(({ id }) => id);

/** Those of the named shipments that are still free, locked. */
async function claimNamed(tx: TxCtx, locationId: Id<"location">, numbers: readonly string[]) {
  const known = await tx.db
    .select({ id: shipment.id })
    .from(shipment)
    .where(and(inArray(shipment.number, [...numbers]), eq(shipment.locationId, locationId)));
  const locked = await lockShipments(
    tx,
    known.map(({ id }) => id),
  );
  const held = await heldAmong(
    tx,
    locked.map(({ order }) => order.id),
  );
  return locked.filter(({ order, shipment: row }) => row.status === "assigned" && !held.has(order.id));
}
