import type { Db } from "@/db/client";
import { control, persist } from "./stubborn";

export type Fate = "delivered" | "missed" | "weather" | "returned";

/** A shipment that has left, with what its parcels will meet. */
export type Sent = { id: string; number: string; order: string; parcels: string[]; fate: Fate };

/** What has left for these orders; of ten shipments three meet trouble, and one of these comes back. */
export async function sentShipments(db: Db, orders: readonly string[]): Promise<Sent[]> {
  const { rows } = await persist(async () => ({
    done: await db.$client.query<Omit<Sent, "fate">>(
      `select s.id, s.number, o.number as order, array_agg(p.tracking_number order by p.position) as parcels
         from shipment s join orders o on o.id = s.order_id
         join parcel p on p.shipment_id = s.id and p.label_status = 'bought'
        where o.number = any($1) and s.status in ('shipped', 'delivered') group by s.id, o.number order by s.number`,
      [orders],
    ),
  }));
  const fates: Partial<Record<number, Fate>> = { 2: "missed", 5: "returned", 8: "weather" };
  return rows.map((row, i) => ({ ...row, fate: fates[i % 10] ?? "delivered" }));
}

/** Moves a shipment's parcels half of their way: some are moved twice at once, some meet their trouble. */
export async function moveOn(sandbox: string, { parcels, fate }: Sent, i: number): Promise<void> {
  for (const trackingNumber of parcels) {
    const move = (to: string, reason?: string) =>
      control(sandbox, "/control/parcels/advance", { trackingNumber, to, ...(reason ? { reason } : {}) });
    await (i % 4 === 1 ? Promise.all([move("in_transit"), move("in_transit")]) : move("in_transit"));
    if (fate === "missed" || fate === "weather") await move("exception", fate);
  }
}

/** Brings a shipment's parcels to their end. Asked for twice, it happens once. */
export async function bringHome(sandbox: string, { parcels, fate }: Sent, i: number): Promise<void> {
  const to = fate === "returned" ? "returned" : "delivered";
  for (const trackingNumber of parcels)
    for (let time = 0; time <= i % 2; time += 1)
      await control(sandbox, "/control/parcels/advance", { trackingNumber, to });
}

/**
 * Lets it be time to ask the carriers about what is still on its way. A push that got lost is made good by a poll within the
 * hour, and nobody watches a drill for an hour.
 */
export const askCarriersNow = (db: Db, sent: readonly Sent[]) =>
  db.$client.query(
    `update shipment set poll_at = now() where id = any($1) and status = 'shipped' and poll_at > now()
        and tracking is distinct from 'returned'`,
    [sent.map(({ id }) => id)],
  );
