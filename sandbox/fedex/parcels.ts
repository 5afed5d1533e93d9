import type pg from "pg";
import type { World } from "@/sandbox/vendor";
import type { TrackingState } from "@/server/ports/carrier";
import type { Place } from "./places";
import type { Party } from "./shipment";

export type Reference = { customerReferenceType: string; value: string };
export type LabelType = "PNG" | "PDF" | "ZPLII";

export type ParcelRow = {
  tracking_number: string;
  created_at: Date;
  /** YYYY-MM-DD */
  ship_date: string;
  service_type: string;
  weight: number;
  weight_unit: string;
  customer_references: Reference[];
  ship_from: Party;
  ship_to: Party;
  charged: number;
  currency: string;
  promised_at: Date;
  /** Null while FedEx does not say. */
  estimated_at: Date | null;
  state: TrackingState;
  cancelled_at: Date | null;
  label_type: LabelType;
};

export type NewScan = Place & {
  state: TrackingState;
  eventType: string;
  eventDescription: string;
  exception: { code: string; description: string } | null;
  derivedCode: string;
  derivedStatus: string;
  locationType: string;
  at: Date;
};
export type ScanRow = NewScan & { id: string };

const columns = `tracking_number, created_at, ship_date::text, service_type, weight::float8, weight_unit,
  customer_references, ship_from, ship_to, charged::float8, currency, promised_at, estimated_at, state, cancelled_at,
  label_type`;

export type NewParcel = Omit<ParcelRow, "created_at" | "estimated_at" | "state" | "cancelled_at"> & {
  label: Buffer;
};

/** Keeps a parcel and its first scan. */
export async function insertParcel(
  world: World,
  parcel: NewParcel,
  first: Omit<NewScan, "at">,
): Promise<void> {
  const now = world.now();
  await transaction(world, async (db) => {
    await db.query(
      `insert into fedex_parcel (tracking_number, created_at, ship_date, service_type, weight, weight_unit,
         customer_references, ship_from, ship_to, charged, currency, promised_at, estimated_at, label_type, label)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13, $14)`,
      [
        parcel.tracking_number,
        now,
        parcel.ship_date,
        parcel.service_type,
        parcel.weight,
        parcel.weight_unit,
        JSON.stringify(parcel.customer_references),
        JSON.stringify(parcel.ship_from),
        JSON.stringify(parcel.ship_to),
        parcel.charged,
        parcel.currency,
        parcel.promised_at,
        parcel.label_type,
        parcel.label,
      ],
    );
    await insertScans(db, parcel.tracking_number, [{ ...first, at: now }]);
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
      `insert into fedex_scan (tracking_number, state, event_type, event_description, exception_code,
         exception_description, derived_code, derived_status, location_type, city, region, postal_code, country, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning id`,
      [
        trackingNumber,
        scan.state,
        scan.eventType,
        scan.eventDescription,
        scan.exception?.code ?? null,
        scan.exception?.description ?? null,
        scan.derivedCode,
        scan.derivedStatus,
        scan.locationType,
        scan.city,
        scan.region,
        scan.postalCode,
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
    `select ${columns} from fedex_parcel where tracking_number = $1${lock ? " for update" : ""}`,
    [number],
  );
  return rows[0];
}

/** Parcels that carry a reference and were shipped between two days; the newest first. */
export async function parcelsWith(
  db: pg.Pool,
  reference: string,
  days: { begin: string; end: string },
): Promise<ParcelRow[]> {
  const { rows } = await db.query<ParcelRow>(
    `select ${columns} from fedex_parcel
     where customer_references @> jsonb_build_array(jsonb_build_object('value', $1::text))
       and ship_date between $2 and $3 order by created_at desc limit 30`,
    [reference, days.begin, days.end],
  );
  return rows;
}

export async function newestParcels(world: World, limit: number): Promise<ParcelRow[]> {
  const { rows } = await world.db.query<ParcelRow>(
    `select ${columns} from fedex_parcel order by created_at desc limit $1`,
    [limit],
  );
  return rows;
}

/** Oldest first. */
export async function scansOf(db: pg.Pool | pg.ClientBase, number: string): Promise<ScanRow[]> {
  const { rows } = await db.query<
    Omit<ScanRow, "exception"> & { exceptionCode: string | null; exceptionDescription: string | null }
  >(
    `select id, state, event_type as "eventType", event_description as "eventDescription",
       exception_code as "exceptionCode", exception_description as "exceptionDescription",
       derived_code as "derivedCode", derived_status as "derivedStatus", location_type as "locationType",
       city, region, postal_code as "postalCode", country, at
     from fedex_scan where tracking_number = $1 order by id`,
    [number],
  );
  return rows.map(({ exceptionCode, exceptionDescription, ...scan }) => ({
    ...scan,
    exception: exceptionCode ? { code: exceptionCode, description: exceptionDescription ?? "" } : null,
  }));
}

export async function labelOf(
  world: World,
  number: string,
): Promise<{ label: Buffer; label_type: LabelType } | undefined> {
  const { rows } = await world.db.query<{ label: Buffer; label_type: LabelType }>(
    "select label, label_type from fedex_parcel where tracking_number = $1",
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
