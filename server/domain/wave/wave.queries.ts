import { asc, eq, sql } from "drizzle-orm";
import { appUser, location, wave } from "@/db/schema";
import type { HoldReason } from "@/server/domain/order/order";
import { readSettings } from "@/server/domain/settings/settings";
import type { ShipmentStatus } from "@/server/domain/shipment/shipment";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { WaveLine } from "./wave";
import { findWave } from "./wave.store";

export type WalkLine = WaveLine & {
  variantTitle: string;
  image: string | null;
  lot: string | null;
  expiresAt: string | null;
};

export type Tote = {
  slot: number;
  shipment: string;
  status: ShipmentStatus;
  shipBy: string;
  units: number;
  picked: number;
  /** Why its order may not leave; null when it may. */
  held: HoldReason | null;
  lines: WalkLine[];
};

export type Walk = Awaited<ReturnType<typeof walkView>>;

/** Everything that the page of a walk shows: who is on it, its totes and what goes into them. */
export async function walkView(reader: Pick<Reader, "db">, number: string) {
  const { db } = reader;
  const { id } = await findWave(reader, number);
  const [heads, totes, lines, settings] = await Promise.all([
    db
      .select({
        number: wave.number,
        pickerId: wave.pickedBy,
        picker: appUser.name,
        place: location.code,
        timeZone: location.timeZone,
        createdAt: wave.createdAt,
        endedAt: wave.endedAt,
      })
      .from(wave)
      .innerJoin(location, eq(location.id, wave.locationId))
      .leftJoin(appUser, eq(appUser.id, wave.pickedBy))
      .where(eq(wave.id, id)),
    db.execute<Omit<Tote, "lines" | "units" | "picked">>(sql`
      select coalesce(s.slot, 0) as slot, s.number as shipment, s.status, to_json(s.ship_by) #>> '{}' as "shipBy",
             (select h.reason from order_hold h where h.order_id = s.order_id and h.lifted_at is null
               order by h.placed_at limit 1) as held
        from shipment s where s.wave_id = ${id} order by s.slot, s.id`),
    db.execute<WalkLine>(sql`
      select coalesce(s.slot, 0) as slot, s.number as shipment, l.stock_level_id::int as "stockLevelId", o.sku, o.title,
             o.variant_title as "variantTitle", o.image, v.barcode, k.bin, t.code as lot,
             to_json(t.expires_at) #>> '{}' as "expiresAt", l.quantity, l.picked
        from shipment s
        join shipment_line l on l.shipment_id = s.id
        join order_line o on o.id = l.order_line_id
        join variant v on v.id = o.variant_id
        join stock_level k on k.id = l.stock_level_id
        left join lot t on t.id = k.lot_id
       where s.wave_id = ${id} order by s.slot, o.position, l.stock_level_id`),
    readSettings(reader),
  ]);
  const head = heads[0];
  if (!head) throw new Error(`Walk ${number} is gone.`);
  return {
    ...head,
    createdAt: head.createdAt.toISOString(),
    endedAt: head.endedAt?.toISOString() ?? null,
    scanBins: settings.scanBins,
    totes: totes.rows.map((tote): Tote => {
      const own = lines.rows.filter((line) => line.shipment === tote.shipment);
      return {
        ...tote,
        units: own.reduce((units, line) => units + line.quantity, 0),
        picked: own.reduce((units, line) => units + line.picked, 0),
        lines: own,
      };
    }),
  };
}

/** The walks that a person has not ended, oldest first. */
export const openWalks = ({ db }: Pick<Reader, "db">, picker: Id<"user">) =>
  db
    .select({ number: wave.number, place: location.code })
    .from(wave)
    .innerJoin(location, eq(location.id, wave.locationId))
    .where(sql`${wave.pickedBy} = ${picker} and ${wave.endedAt} is null`)
    .orderBy(asc(wave.createdAt));
