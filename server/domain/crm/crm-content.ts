import { inArray, sql } from "drizzle-orm";
import { crmRecord, customer, orders } from "@/db/schema";
import type { Ctx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { money } from "@/server/kernel/money";
import type { CrmContact, CrmDeal } from "@/server/ports/crm";
import { stageOf } from "./crm";
import type { CrmRow } from "./crm.store";

type Figures = {
  id: string;
  orders: number;
  currency: string | null;
  value: number;
  first: string | null;
  last: string | null;
  registered: boolean;
};

/** What the CRM should hold of these customers now; those who were removed are left out. */
export async function contactsFor({ db }: Pick<Ctx, "db">, rows: readonly CrmRow[]): Promise<CrmContact[]> {
  const ids = rows.map(({ ourId }) => ourId as Id<"customer">);
  if (ids.length === 0) return [];
  const people = await db.select().from(customer).where(inArray(customer.id, ids));
  const list = sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  );
  // One currency a person: that of the latest order; what was paid in another one is not added to it.
  const { rows: figures } = await db.execute<Figures>(sql`
    with latest as (
      select distinct on (customer_id) customer_id, currency from orders where customer_id in (${list})
       order by customer_id, created_at desc)
    select c.id, l.currency,
           count(o.id)::int as orders, min(o.created_at)::text as first, max(o.created_at)::text as last,
           coalesce(sum(paid.amount) filter (where o.currency = l.currency), 0)::bigint::text as value,
           exists (select from app_user u where u.customer_id = c.id) as registered
      from customer c
      left join latest l on l.customer_id = c.id
      left join orders o on o.customer_id = c.id
      left join lateral (
        select sum(p.captured_amount - p.refunded_amount) as amount from payment p where p.order_id = o.id) paid on true
     where c.id in (${list})
     group by c.id, l.currency`);
  const known = new Map(figures.map((row) => [row.id, row]));
  const crmIds = new Map(rows.map(({ ourId, crmId }) => [ourId, crmId]));
  return people
    .filter((person) => person.erasedAt === null)
    .map((person) => {
      const row = known.get(person.id);
      const crmId = crmIds.get(person.id);
      return {
        customerId: person.id,
        ...(crmId ? { crmId } : {}),
        email: person.email,
        name: person.name,
        ...(person.phone ? { phone: person.phone } : {}),
        orders: row?.orders ?? 0,
        lifetimeValue: money(Number(row?.value ?? 0), row?.currency ?? "USD"),
        ...(row?.first ? { firstOrderAt: new Date(row.first) } : {}),
        ...(row?.last ? { lastOrderAt: new Date(row.last) } : {}),
        acceptsMarketing: person.acceptsMarketing,
        registered: row?.registered ?? false,
      };
    });
}

/** Deals whose contact the CRM knows; the customers of the others have to be sent first. */
export async function dealsFor(
  { db }: Pick<Ctx, "db">,
  rows: readonly CrmRow[],
): Promise<{ deals: CrmDeal[]; contactsMissing: Id<"customer">[] }> {
  const ids = rows.map(({ ourId }) => ourId as Id<"order">);
  if (ids.length === 0) return { deals: [], contactsMissing: [] };
  const found = await db.select().from(orders).where(inArray(orders.id, ids));
  const contacts = await db
    .select({ ourId: crmRecord.ourId, crmId: crmRecord.crmId })
    .from(crmRecord)
    .where(
      sql`${crmRecord.kind} = 'contact' and ${inArray(
        crmRecord.ourId,
        found.map((row) => row.customerId),
      )}`,
    );
  const crmIds = new Map(contacts.map(({ ourId, crmId }) => [ourId, crmId]));
  const deals: CrmDeal[] = [];
  const contactsMissing = new Set<Id<"customer">>();
  for (const order of found) {
    const contactCrmId = crmIds.get(order.customerId);
    if (!contactCrmId) {
      contactsMissing.add(order.customerId);
      continue;
    }
    const closedAt = order.cancelledAt ?? order.deliveredAt;
    deals.push({
      orderId: order.id,
      orderNumber: order.number,
      stage: stageOf[order.status],
      amount: money(order.totalAmount, order.currency),
      placedAt: order.createdAt,
      ...(closedAt ? { closedAt } : {}),
      contactCrmId,
    });
  }
  return { deals, contactsMissing: [...contactsMissing] };
}
