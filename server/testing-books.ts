import { expect } from "vitest";
import { proveStock } from "@/server/domain/inventory/stock-proof";
import type { TestApp } from "./testing";

/** Each gives the rows that break a rule; sound books give none. */
const rules: Record<string, string> = {
  "what an order holds fits its status": `
    select o.number, o.status, r.status as held from orders o join reservation r on r.order_id = o.id
     where not (r.status::text = any (case o.status
       when 'pending' then array['reserved'] when 'paid' then array['committed']
       when 'cancelled' then array['released'] when 'partially_shipped' then array['committed', 'shipped']
       else array['shipped'] end))
       and not (r.status = 'released' and exists (
         select 1 from event e where e.order_id = o.id and e.name in ('InventoryReallocated', 'UnitsShort', 'OrderPartlyCancelled', 'ShipmentRerouted')))`,
  "a parcel that has not left brings what its order holds there": `
    select b.number, b.units as brings, r.quantity as held, r.status from (
        select min(s.number) as number, sl.order_line_id, sl.stock_level_id, sum(sl.quantity) as units
          from shipment s join shipment_line sl on sl.shipment_id = s.id
         where s.status in ('assigned', 'picking', 'packed', 'labelled') group by 2, 3) b
      left join reservation r on r.order_line_id = b.order_line_id and r.stock_level_id = b.stock_level_id
     where r.status is distinct from 'committed' or r.quantity <> b.units
    union all
    select o.number, null, r.quantity, r.status from orders o join reservation r on r.order_id = o.id and r.status = 'committed'
     where exists (select 1 from shipment s where s.order_id = o.id and s.status <> 'cancelled')
       and not exists (select 1 from shipment s join shipment_line sl on sl.shipment_id = s.id
                         join stock_level l on l.id = sl.stock_level_id and l.location_id = s.location_id
                        where s.status in ('assigned', 'picking', 'packed', 'labelled') and sl.order_line_id = r.order_line_id
                          and sl.stock_level_id = r.stock_level_id)`,
  "an order is paid by one captured payment": `
    select o.number, o.status from orders o left join payment p on p.order_id = o.id and p.status = 'captured'
     where o.status not in ('pending', 'cancelled')
     group by o.id having count(p.id) filter (where p.captured_amount = o.total_amount and (p.refunded_amount = 0 or exists (
       select 1 from event e where e.order_id = o.id and e.name in ('OrderPartlyCancelled', 'ReturnReceived', 'ParcelSettled'))
       or exists (select 1 from refund r where r.payment_id = p.id and r.cause_key like 'asked:%'))) <> 1`,
  "a pending order has no captured money": `
    select o.number from orders o join payment p on p.order_id = o.id where o.status = 'pending' and p.status = 'captured'`,
  "nothing is recorded twice": `
    select order_id, name from event
     where name in ('OrderCreated', 'InventoryReserved', 'OrderPaid', 'InventoryDeducted', 'OrderCancelled', 'OrderDelivered')
     group by 1, 2 having count(*) > 1
    union all
    select order_id, name from event where name in ('OrderShipped', 'ShipmentAssigned')
     group by order_id, name, aggregate_id having count(*) > 1
    union all
    select order_id, name from event where name in ('LabelBought', 'LabelVoided')
     group by order_id, name, payload ->> 'trackingNumber' having count(*) > 1
    union all
    select order_id, 'InventoryReleased' from event where name in ('InventoryReleased', 'OrderCancelled', 'OrderPartlyCancelled')
     group by order_id having count(*) filter (where name = 'InventoryReleased') > count(*) filter (where name <> 'InventoryReleased')`,
  "what was recorded is what the order went through": `
    select o.number, o.status, array_agg(e.name) from orders o join event e on e.order_id = o.id
     group by o.id
    having (bool_or(e.name = 'OrderCancelled') <> (o.status = 'cancelled'))
        or (bool_or(e.name = 'OrderPaid') <> (o.paid_at is not null))
        or (bool_or(e.name = 'OrderDelivered') <> (o.status = 'delivered'))`,
  "a shipment that is labelled or out has a label for each of its packages, and is on one manifest with all of them": `
    select s.number, s.status, count(p.id) as labels from shipment s
      left join parcel p on p.shipment_id = s.id and p.label_status = 'bought'
     where s.status in ('labelled', 'shipped', 'delivered')
     group by s.id
    having count(p.id) < (select count(*) from shipment_package k where k.shipment_id = s.id)
        or bool_or((p.manifest_id is not null) <> (s.status <> 'labelled'))`,
  "packages hold what their shipment brings": `
    select s.number from shipment s join shipment_line sl on sl.shipment_id = s.id
      left join lateral (select coalesce(sum(k.quantity), 0) as packed from package_line k
        where k.shipment_id = sl.shipment_id and k.order_line_id = sl.order_line_id and k.stock_level_id = sl.stock_level_id) k on true
     where s.status <> 'cancelled' and k.packed <> sl.quantity
       and exists (select 1 from shipment_package p where p.shipment_id = s.id)`,
  "a refund is counted on its payment": `
    select p.id, p.refunded_amount from payment p left join refund r on r.payment_id = p.id
     group by p.id having p.refunded_amount <> coalesce(sum(r.amount), 0)`,
};

/** The invariants that hold after every command, whatever happened: those that staff can ask for, and stricter ones. */
export async function expectSoundBooks(test: TestApp): Promise<void> {
  const broken: Record<string, unknown[]> = {};
  for (const { ok, sentence, offenders } of await proveStock(test.app.db))
    if (!ok) broken[sentence] = offenders.slice(0, 5);
  for (const [rule, query] of Object.entries(rules)) {
    const rows = await test.rows(query);
    if (rows.length > 0) broken[rule] = rows.slice(0, 5);
  }
  expect(broken).toEqual({});
}
