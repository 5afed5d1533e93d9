import type pg from "pg";
import type { World } from "@/sandbox/vendor";
import type { TrackingState } from "@/server/ports/carrier";
import type { Place } from "./places";
import type { Party } from "./ship";

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
export type ScanRow = NewScan & { id: string };

const parcelColumns = `tracking_number, created_at, service_code, weight, weight_unit, reference_numbers, ship_from, ship_to,
  charged, currency, to_char(scheduled_for, 'YYYYMMDD') as scheduled_for, state, voided_at`;

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
  transitDays: number;
  label: Buffer;
};

/** Keeps a parcel and its first scan: "Shipper created a label". */
export async function insertParcel(world: World, parcel: NewParcel): Promise<void> {
  const now = world.now();
  const scheduled = new Date(now.getTime() + parcel.transitDays * 86_400_000).toISOString().slice(0, 10);
  await transaction(world, async (db) => {
    await db.query(
      `insert into ups_parcel (tracking_number, created_at, service_code, weight, weight_unit, reference_numbers, ship_from,
         ship_to, charged, currency, scheduled_for, label)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
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
        scheduled,
        parcel.label,
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
    inserted.push({ ...scan, id: rows[0]?.id ?? "" });
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
    `select id, state, type, code, detail, description, city, region, country, at
     from ups_scan where tracking_number = $1 order by id`,
    [number],
  );
  return rows;
}

export async function labelOf(world: World, number: string): Promise<Buffer | undefined> {
  const { rows } = await world.db.query<{ label: Buffer }>(
    "select label from ups_parcel where tracking_number = $1",
    [number],
  );
  return rows[0]?.label;
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
