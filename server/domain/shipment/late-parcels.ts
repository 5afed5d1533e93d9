import { sql } from "drizzle-orm";
import { readSettings } from "@/server/domain/settings/settings";
import { after, days } from "@/server/kernel/clock";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { localText } from "@/server/kernel/local-time";

/**
 * Shipments with a parcel that time has made late or silent and that nobody has been told of. Polling notices this too;
 * this finds it while a carrier can't be asked.
 */
export async function lateShipments(reader: Reader, limit: number): Promise<{ id: Id<"shipment"> }[]> {
  const { timeZone, silentAfterDays } = await readSettings(reader);
  const today = localText(reader.now, timeZone).slice(0, 10);
  const silentSince = after(reader.now, -days(silentAfterDays)).toISOString();
  const { rows } = await reader.db.execute<{ id: Id<"shipment"> }>(sql`
    select distinct s.id from shipment s
      join orders o on o.id = s.order_id
      join parcel p on p.shipment_id = s.id and p.label_status = 'bought'
     where s.status = 'shipped' and s.poll_at is not null
       and p.tracking not in ('delivered', 'returned')
       and ((greatest(p.last_scan_at, s.shipped_at) <= ${silentSince}::timestamptz
             and not exists (select 1 from shipment_issue i where i.parcel_id = p.id and i.kind = 'silent'
                              and (i.closed_at is null or i.closed_at > ${silentSince}::timestamptz)))
         or (coalesce(o.deliver_by, (p.estimated_at at time zone ${timeZone})::date) < ${today}::date
             and not exists (select 1 from shipment_issue i where i.parcel_id = p.id and i.kind = 'delayed')))
     limit ${limit}`);
  return rows;
}
