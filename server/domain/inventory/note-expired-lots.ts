import { sql } from "drizzle-orm";
import { fact, record } from "@/server/events/outbox";
import { after, minutes } from "@/server/kernel/clock";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";

type Due = { variantId: string; sku: string; lotId: string; lot: string; expiresAt: string };

/** A lot that was recorded less long ago is being dealt with. */
const settlesWithin = minutes(30);
const atOnce = 200;

/**
 * Records `InventoryExpired` for each lot past its date that still has units to sell, or that orders count on and no
 * manager has in hand: once, also when two processes sweep at the same time. A lot whose units are still there half an
 * hour later is recorded again, whether a failure kept them or a cancelled order brought them back. Returns how many.
 */
export async function noteExpiredLots(ctx: Ctx): Promise<number> {
  let total = 0;
  for (;;) {
    const noted = await inTransaction(ctx, (tx) => noteSome(tx));
    total += noted;
    if (noted < atOnce) return total;
  }
}

async function noteSome(tx: TxCtx): Promise<number> {
  const now = tx.now.toISOString();
  // Who comes second finds the lot locked and leaves it; who comes later reads that it was recorded.
  const { rows } = await tx.db.execute<Due>(sql`
    with due as (
      select t.id from lot t
       where t.expires_at <= ${now}::timestamptz
         and (t.expired_at is null or t.expired_at <= ${after(tx.now, -settlesWithin).toISOString()}::timestamptz)
         and exists (
           select 1 from stock_level s
            where s.variant_id = t.variant_id and s.lot_id = t.id
              and (s.available > 0 or ((s.reserved > 0 or s.committed > 0) and exists (
                select 1 from reservation r
                 where r.stock_level_id = s.id and r.status in ('reserved', 'committed')
                   and not exists (select 1 from order_hold h
                                    where h.order_id = r.order_id and h.reason = 'stock_expired' and h.lifted_at is null)))))
       order by t.id limit ${atOnce}
       for no key update of t skip locked
    )
    update lot t set expired_at = ${now}::timestamptz
      from due, variant v
     where t.id = due.id and v.id = t.variant_id
    returning t.variant_id as "variantId", v.sku, t.id as "lotId", t.code as lot, to_json(t.expires_at) #>> '{}' as "expiresAt"`);
  await record(
    tx,
    ...rows.map((row) =>
      fact("InventoryExpired", { ...row, expiresAt: new Date(row.expiresAt).toISOString() }),
    ),
  );
  return rows.length;
}
