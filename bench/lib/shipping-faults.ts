import type { Db } from "@/db/client";
import { countOf } from "./each-of";
import { buyerOf } from "./paid-orders";
import type { Sent } from "./parcels-on-the-road";

/** Everything that may be wrong after a drill, each with what it is wrong about; nothing is wrong when all are empty. */
export type ShippingFaults = Record<
  | "notShippedOnce"
  | "notAtItsEnd"
  | "notToldReturned"
  | "notDeliveredOnce"
  | "notMailedOnce"
  | "orphanLabels"
  | "missingLabels"
  | "doubledLabels"
  | "openLabels",
  string[]
>;

type Label = { trackingNumber: string; references: string[]; voided: boolean; boughtAt: string };
type Drill = { db: Db; sandbox: string; run: string; orders: readonly string[]; sent: readonly Sent[] };

/** Compares what the shop says of a drill's shipments with what the carriers and the buyers have. */
export async function shippingFaults(drill: Drill, calmSince: Date): Promise<ShippingFaults> {
  const [shipments, orders, labels, mails] = await Promise.all([
    shipmentFaults(drill),
    orderFaults(drill),
    labelFaults(drill, calmSince),
    mailFaults(drill),
  ]);
  return { ...shipments, ...orders, ...labels, ...mails };
}

async function shipmentFaults({ db, orders, sent }: Drill) {
  const { rows } = await db.$client.query<{
    number: string;
    status: string;
    tracking: string | null;
    shipped: number;
    told: number;
    parcels: number;
  }>(
    `select s.number, s.status, s.tracking,
            (select count(*)::int from event e where e.order_id = o.id and e.name = 'OrderShipped'
                and e.payload ->> 'shipmentId' = s.id::text) as shipped,
            (select count(*)::int from shipment_issue i where i.shipment_id = s.id and i.kind = 'returned') as told,
            (select count(*)::int from parcel p where p.shipment_id = s.id and p.label_status = 'bought') as parcels
       from shipment s join orders o on o.id = s.order_id where o.number = any($1) and s.status <> 'cancelled'`,
    [orders],
  );
  const returned = new Set(sent.flatMap((one) => (one.fate === "returned" ? one.number : [])));
  const ended = (row: (typeof rows)[number]) =>
    returned.has(row.number)
      ? row.status === "shipped" && row.tracking === "returned"
      : row.status === "delivered" && row.tracking === "delivered";
  return {
    notShippedOnce: rows.filter((row) => row.shipped !== 1).map((row) => `${row.number}: ${row.shipped}`),
    notAtItsEnd: rows
      .filter((row) => !ended(row))
      .map((row) => `${row.number}: ${row.status}, ${row.tracking}`),
    notToldReturned: rows
      .filter((row) => row.told !== (returned.has(row.number) ? row.parcels : 0))
      .map((row) => `${row.number}: ${row.told} of ${row.parcels}`),
  };
}

/** An order has arrived once when all of its shipments have, and never while one of them is on its way back. */
async function orderFaults({ db, orders, sent }: Drill) {
  const { rows } = await db.$client.query<{ number: string; delivered: number }>(
    `select o.number, count(e.id)::int as delivered from orders o
       left join event e on e.order_id = o.id and e.name = 'OrderDelivered' where o.number = any($1) group by o.id`,
    [orders],
  );
  const waiting = new Set(sent.flatMap((one) => (one.fate === "returned" ? one.order : [])));
  return {
    notDeliveredOnce: rows
      .filter(({ number, delivered }) => delivered !== (waiting.has(number) ? 0 : 1))
      .map(({ number, delivered }) => `${number}: ${delivered}`),
  };
}

async function labelFaults({ db, sandbox, orders }: Drill, calmSince: Date) {
  const { rows } = await db.$client.query<{
    reference: string;
    trackingNumber: string | null;
    status: string;
    open: boolean;
  }>(
    `select s.number as reference, p.tracking_number as "trackingNumber", p.label_status as status,
            p.label_status = 'requested' or (p.label_status = 'lost' and (p.carrier_ref is not null or p.changed_at < $2)) as open
       from parcel p join shipment s on s.id = p.shipment_id join orders o on o.id = s.order_id
      where o.number = any($1)`,
    [orders, calmSince],
  );
  const ours = new Set(rows.map(({ reference }) => reference));
  const valid = (await labelsAtCarriers(sandbox))
    .filter(({ voided }) => !voided)
    .map(({ trackingNumber, references }) => ({
      trackingNumber,
      // HF-100042-1, or HF-100042-1/2 for the second of several boxes
      box: references.find((one) => ours.has(one.split("/")[0] ?? "")),
    }))
    .flatMap(({ trackingNumber, box }) => (box ? [{ trackingNumber, box }] : []));
  const bought = new Set(rows.filter(({ status }) => status === "bought").map((row) => row.trackingNumber));
  const atCarriers = new Set<string | null>(valid.map(({ trackingNumber }) => trackingNumber));
  return {
    orphanLabels: valid
      .filter(({ trackingNumber }) => !bought.has(trackingNumber))
      .map(({ trackingNumber, box }) => `${trackingNumber} of ${box}`),
    missingLabels: [...bought].filter((number) => !atCarriers.has(number)).map(String),
    doubledLabels: Object.entries(countOf(valid.map(({ box }) => box)))
      .filter(([, labels]) => labels > 1)
      .map(([box, labels]) => `${box}: ${labels}`),
    openLabels: rows.filter(({ open }) => open).map(({ reference, status }) => `${reference}: ${status}`),
  };
}

/** Each shipment's numbers are in one mail, and there is no other mail of this kind. */
async function mailFaults({ sandbox, run, orders, sent }: Drill) {
  const notMailedOnce: string[] = [];
  for (const [i, order] of orders.entries()) {
    const to = encodeURIComponent(buyerOf(run, i));
    const inbox = await asked<{ subject: string; text: string }[]>(`${sandbox}/control/mail?to=${to}`);
    const told = inbox.filter(({ subject }) => subject.includes(order) && subject.endsWith("is on its way"));
    const shipments = sent.filter((one) => one.order === order);
    for (const { number, parcels } of shipments) {
      const mails = told.filter(({ text }) => parcels.every((parcel) => text.includes(parcel))).length;
      if (mails !== 1) notMailedOnce.push(`${number}: ${mails}`);
    }
    if (told.length !== shipments.length) notMailedOnce.push(`${order}: ${told.length} mails`);
  }
  return { notMailedOnce };
}

/** Every label that the carriers have made, of all orders. */
export async function labelsAtCarriers(sandbox: string): Promise<Label[]> {
  const all = await Promise.all(
    ["ups", "fedex"].map((carrier) => asked<Label[]>(`${sandbox}/control/${carrier}/labels`)),
  );
  return all.flat();
}

async function asked<T>(url: string): Promise<T> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return (await response.json()) as T;
}
