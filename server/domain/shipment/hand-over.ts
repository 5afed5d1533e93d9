import { and, eq, inArray } from "drizzle-orm";
import { parcel, shipment } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { log } from "@/server/kernel/log";
import type { WithPorts } from "@/server/ports";
import { type HandedOver, numbersIn } from "./handover";
import { shipOrder } from "./ship-order";

/** So many at a time; each is a transaction of its own. */
const atOnce = 4;

/** Ships many labelled shipments; what is refused keeps no other waiting. Each is shipped once, however many people ask. */
export async function handOver(ctx: WithPorts, names: readonly string[]): Promise<HandedOver[]> {
  const wanted = [...new Set(names)];
  const results: HandedOver[] = [];
  for (let i = 0; i < wanted.length; i += atOnce)
    results.push(...(await Promise.all(wanted.slice(i, i + atOnce).map((name) => shipOne(ctx, name)))));
  return results;
}

async function shipOne(ctx: WithPorts, name: string): Promise<HandedOver> {
  try {
    const already = await hasLeft(ctx, name);
    const { trackingNumbers } = await shipOrder(ctx, name);
    const message = already ? "Had been shipped before." : "Shipped.";
    return { shipment: name, ok: true, packages: trackingNumbers.length, already, message };
  } catch (error) {
    if (!(error instanceof DomainError)) log.error({ shipment: name, err: error }, "not shipped");
    const message =
      error instanceof DomainError
        ? error.message
        : "Something went wrong on our side. Nothing was changed; please try again.";
    return { shipment: name, ok: false, packages: 0, already: false, message };
  }
}

async function hasLeft({ db }: Pick<WithPorts, "db">, name: string): Promise<boolean> {
  const [row] = await db
    .select({ id: shipment.id })
    .from(shipment)
    .where(and(eq(shipment.number, name), inArray(shipment.status, ["shipped", "delivered"])));
  return row !== undefined;
}

/** Ships what a scanned label is stuck on: by its tracking number, or by the shipment's own. */
export async function handOverScanned(ctx: WithPorts, code: string): Promise<HandedOver> {
  const [row] = await ctx.db
    .select({ number: shipment.number, label: parcel.labelStatus, status: shipment.status })
    .from(parcel)
    .innerJoin(shipment, eq(shipment.id, parcel.shipmentId))
    .where(inArray(parcel.trackingNumber, numbersIn(code)));
  if (row && row.label !== "bought")
    throw new DomainError(
      "invalid_transition",
      `This label of ${row.number} was given back to the carrier. Take it off, and print the new one.`,
      { code },
    );
  const name = row?.number ?? (/^HF-\d+-\d+$/i.test(code) ? code.toUpperCase() : null);
  if (!name)
    throw new DomainError("not_found", `No label of ours has the number ${code}.`, { field: "code", code });
  if (!row) await refuseUnlabelled(ctx, name);
  return shipOne(ctx, name);
}

/** A scan hands over what is ready; it must not buy a label by accident. */
async function refuseUnlabelled({ db }: Pick<WithPorts, "db">, name: string): Promise<void> {
  const [found] = await db
    .select({ status: shipment.status })
    .from(shipment)
    .where(eq(shipment.number, name));
  if (!found) throw new DomainError("not_found", `There is no shipment ${name}.`, { shipment: name });
  if (found.status === "assigned" || found.status === "picking" || found.status === "packed")
    throw new DomainError("invalid_transition", `Shipment ${name} has no label yet.`, { shipment: name });
}
