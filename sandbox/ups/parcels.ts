import type pg from "pg";
import type { World } from "@/sandbox/vendor";
import type { TrackingState } from "@/server/ports/carrier";
import type { Forms } from "./forms";
import type { Place } from "./places";
import type { Party } from "./wire";

export type ParcelRow = {
  tracking_number: string;
  created_at: Date;
  service_code: string;
  weight: string;
  weight_unit: string;
  reference_numbers: string[];
  ship_from: Party;
  ship_to: Party;
  charged: string;
  currency: string;
  /** YYYYMMDD */
  scheduled_for: string;
  /** YYYYMMDD, after a delay. */
  rescheduled_for: string | null;
  label_format: "GIF" | "ZPL";
  invoice: Forms | null;
  state: TrackingState;
  voided_at: Date | null;
};

export type NewScan = Place & {
  state: TrackingState;
  type: string;
  code: string;
  detail: string;
  description: string;
  at: Date;
};
export type ScanRow = NewScan & { id: string; tracking_number: string };

const parcelColumns = `tracking_number, created_at, service_code, weight, weight_unit, reference_numbers, ship_from, ship_to,
  charged, currency, to_char(scheduled_for, 'YYYYMMDD') as scheduled_for,
  to_char(rescheduled_for, 'YYYYMMDD') as rescheduled_for, label_format, invoice, state, voided_at`;

export type NewParcel = {
  trackingNumber: string;
  serviceCode: string;
  weight: string;
  weightUnit: string;
  references: string[];
  from: Party;
  to: Party;
  charged: string;
  currency: string;
  scheduledFor: Date;
  label: Buffer;
  labelFormat: "GIF" | "ZPL";
  invoice: Forms | null;
};

/** Keeps a parcel and its first scan: "Shipper created a label". */
export async function insertParcel(world: World, parcel: NewParcel): Promise<void> {
  const now = world.now();
  await transaction(world, async (db) => {
    await db.query(
      `insert into ups_parcel (tracking_number, created_at, service_code, weight, weight_unit, reference_numbers, ship_from,
         ship_to, charged, currency, scheduled_for, label, label_format, invoice)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        parcel.trackingNumber,
        now,
        parcel.serviceCode,
        parcel.weight,
        parcel.weightUnit,
        parcel.references,
        JSON.stringify(parcel.from),
        JSON.stringify(parcel.to),
        parcel.charged,
        parcel.currency,
        parcel.scheduledFor.toISOString().slice(0, 10),
        parcel.label,
        parcel.labelFormat,
        parcel.invoice && JSON.stringify(parcel.invoice),
      ],
    );
    await insertScans(db, parcel.trackingNumber, [
      {
        state: "pre_transit",
        type: "M",
        code: "MP",
        detail: "003",
        description: "Shipper created a label, UPS has not received the package yet.",
        city: null,
        region: null,
        country: parcel.from.Address.CountryCode,
        at: now,
      },
    ]);
  });
}

export async function insertScans(
  db: pg.ClientBase,
  trackingNumber: string,
  scans: readonly NewScan[],
): Promise<ScanRow[]> {
  const inserted: ScanRow[] = [];
  for (const scan of scans) {
    const { rows } = await db.query<{ id: string }>(
      `insert into ups_scan (tracking_number, state, type, code, detail, description, city, region, country, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
      [
        trackingNumber,
        scan.state,
        scan.type,
        scan.code,
        scan.detail,
        scan.description,
        scan.city,
        scan.region,
        scan.country,
        scan.at,
      ],
    );
    inserted.push({ ...scan, id: rows[0]?.id ?? "", tracking_number: trackingNumber });
  }
  return inserted;
}

export async function findParcel(
  db: pg.Pool | pg.ClientBase,
  number: string,
  lock = false,
): Promise<ParcelRow | undefined> {
  const { rows } = await db.query<ParcelRow>(
    `select ${parcelColumns} from ups_parcel where tracking_number = $1${lock ? " for update" : ""}`,
    [number],
  );
  return rows[0];
}

/** Parcels that carry a reference of the shipper's, made within a span of days; the newest first. */
export async function parcelsByReference(
  world: World,
  reference: string,
  made: { from: Date; until: Date },
): Promise<ParcelRow[]> {
  const { rows } = await world.db.query<ParcelRow>(
    `select ${parcelColumns} from ups_parcel
     where reference_numbers @> array[$1::text] and created_at >= $2 and created_at < $3 order by created_at desc limit 50`,
    [reference, made.from, made.until],
  );
  return rows;
}

export async function newestParcels(world: World, limit: number): Promise<ParcelRow[]> {
  const { rows } = await world.db.query<ParcelRow>(
    `select ${parcelColumns} from ups_parcel order by created_at desc limit $1`,
    [limit],
  );
  return rows;
}

/** Oldest first. */
export async function scansOf(db: pg.Pool | pg.ClientBase, number: string): Promise<ScanRow[]> {
  const { rows } = await db.query<ScanRow>(
    `select id, tracking_number, state, type, code, detail, description, city, region, country, at
     from ups_scan where tracking_number = $1 order by id`,
    [number],
  );
  return rows;
}

export async function labelOf(
  world: World,
  number: string,
): Promise<{ label: Buffer; format: "GIF" | "ZPL" } | undefined> {
  const { rows } = await world.db.query<{ label: Buffer; format: "GIF" | "ZPL" }>(
    "select label, label_format as format from ups_parcel where tracking_number = $1",
    [number],
  );
  return rows[0];
}

export async function transaction<T>(world: World, body: (db: pg.PoolClient) => Promise<T>): Promise<T> {
  const db = await world.db.connect();
  try {
    await db.query("begin");
    const result = await body(db);
    await db.query("commit");
    return result;
  } catch (error) {
    await db.query("rollback");
    throw error;
  } finally {
    db.release();
  }
}
