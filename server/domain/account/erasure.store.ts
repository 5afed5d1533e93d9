import { eq, type SQL, sql } from "drizzle-orm";
import { orders } from "@/db/schema";
import { liveStatuses } from "@/server/domain/payment/payment";
import type { Reader, TxCtx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { erasedAddress, erasedAuthor, erasedEmail, erasedName, patternOf, tracesOf } from "./erasure";

type Order = typeof orders.$inferSelect;

const list = (values: readonly string[]) =>
  sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  );

/** Over: it arrived or was cancelled, its money has come to rest, and no mail about it waits to be sent. */
const isOver = sql`o.status in ('delivered', 'cancelled')
  and not exists (select 1 from payment p where p.order_id = o.id and p.status in (${list(liveStatuses)}))
  and not exists (select 1 from refund r where r.order_id = o.id and r.status <> 'succeeded')
  and not exists (select 1 from dispute d where d.order_id = o.id and d.closed_at is null)
  and not exists (select 1 from notification n where n.order_id = o.id and n.status = 'intended')`;

/** Orders of erased people that are over and still say whose they were; of one of them, or one of their orders. */
export async function ordersToErase(
  { db }: Pick<Reader, "db">,
  {
    customerId = null,
    orderId = null,
  }: { customerId?: Id<"customer"> | null; orderId?: Id<"order"> | null } = {},
): Promise<Id<"order">[]> {
  const { rows } = await db.execute<{ id: Id<"order"> }>(sql`
    select o.id from customer c join orders o on o.customer_id = c.id
     where c.erased_at is not null and o.customer_name <> ${erasedName}
       and (${customerId}::uuid is null or c.id = ${customerId}::uuid)
       and (${orderId}::uuid is null or o.id = ${orderId}::uuid) and ${isOver}
     order by o.id limit 500`);
  return rows.map(({ id }) => id);
}

/** Takes the person out of an order and of everything that was written about it; what was bought and paid stays. */
export async function eraseFromOrder(tx: TxCtx, order: Order): Promise<void> {
  const email = erasedEmail(order.customerId);
  const traces = tracesOf({
    emails: [order.email],
    names: [order.customerName],
    phones: [order.phone],
    addresses: [order.shippingAddress],
  });
  const address = JSON.stringify(erasedAddress(order.shippingAddress));
  const without = cleaner(traces);
  const all = [
    sql`update orders set email = ${email}, customer_name = ${erasedName}, phone = null, address_check = null,
          shipping_address = ${address}::jsonb, request_hash = '', cancel_note = ${without("cancel_note")},
          idempotency_key = case when ${without("idempotency_key")} <> idempotency_key
                                 then 'erased:' || id else idempotency_key end
         where id = ${order.id}`,
    sql`update order_hold set note = ${without("note")} where order_id = ${order.id}`,
    sql`update refund set note = ${without("note")}, reason = ${without("reason")} where order_id = ${order.id}`,
    // A label is the address once more.
    sql`update parcel p set label_base64 = null, failure = ${without("p.failure")}
          from shipment s where s.id = p.shipment_id and s.order_id = ${order.id}`,
    sql`update shipment_issue i set note = ${without("i.note")}, detail = ${without("i.detail")}
          from shipment s where s.id = i.shipment_id and s.order_id = ${order.id}`,
    sql`update review set author = ${erasedAuthor}, body = ${without("body")} where order_id = ${order.id}`,
    sql`update cart set last_order_id = null where last_order_id = ${order.id}`,
    sql`update event set payload = ${without.json("payload")} where order_id = ${order.id}`,
    sql`update policy_run set inputs = ${without.json("inputs")}, reason = ${without("reason")}
         where order_id = ${order.id}`,
    sql`update webhook_inbox set body = ${without.json("body")}, note = ${without("note")}
         where order_id = ${order.id}`,
    blankNotifications(email, without, sql`order_id = ${order.id}`),
  ];
  for (const statement of all) await tx.db.execute(statement);
}

type Person = {
  userId: Id<"user">;
  customerId: Id<"customer">;
  /** Every address the account is known to have had. */
  emails: readonly string[];
  traces: readonly string[];
};

/** Takes the person out of everything that is not about an order. */
export async function erasePerson(tx: TxCtx, { userId, customerId, emails, traces }: Person): Promise<void> {
  const email = erasedEmail(customerId);
  const without = cleaner(traces);
  const mine = sql`(n.recipient in (${list(emails)}) and n.order_id is null)`;
  const events = sql`(
    (e.aggregate = 'customer' and e.aggregate_id = ${customerId}) or
    (e.aggregate = 'user' and e.aggregate_id = ${userId}) or
    (e.aggregate = 'notification' and e.aggregate_id in (select n.id::text from notification n where ${mine})))`;
  const all = [
    // First what is found by the events, then the events, then what they were found by.
    sql`update policy_run r set inputs = ${without.json("r.inputs")}, reason = ${without("r.reason")}
          from event e where ${events} and r.trigger = e.id::text and r.event_name = e.name`,
    sql`update event e set payload = ${without.json("e.payload")} where ${events}`,
    blankNotifications(email, without, sql`recipient in (${list(emails)}) and order_id is null`),
    sql`delete from mail_block where email in (${list(emails)})`,
    sql`delete from stock_request where email in (${list(emails)})`,
    sql`delete from account_link where email in (${list(emails)}) and purpose <> 'staff_invite'`,
    sql`delete from rate_limit where ${anyEnd(emails)}`,
    sql`delete from customer_address where customer_id = ${customerId}`,
    sql`update crm_record set failure = ${without("failure")} where our_id = ${customerId}`,
    // Its sessions and links go with it.
    sql`delete from app_user where id = ${userId}`,
    sql`update customer set email = ${email}, name = ${erasedName}, phone = null, accepts_marketing = false,
          erased_at = ${tx.now} where id = ${customerId}`,
  ];
  for (const statement of all) await tx.db.execute(statement);
}

const blankNotifications = (email: string, without: Cleaner, which: SQL) =>
  sql`update notification set recipient = ${email}, key = 'erased:' || id, props = null,
        subject = ${without("subject")}, failure = ${without("failure")}, bounce = ${without("bounce")}
       where ${which}`;

/** The throttles count by address and e-mail; the e-mail stands last in their keys. */
const anyEnd = (emails: readonly string[]) =>
  sql.join(
    emails.map((email) => sql`right(key, ${email.length + 1}) = ${`|${email}`}`),
    sql` or `,
  );

type Cleaner = ReturnType<typeof cleaner>;

/** SQL that takes the traces of a person out of a column. */
function cleaner(traces: readonly string[]) {
  const pattern = patternOf(traces);
  const without = (column: string): SQL =>
    pattern ? sql`regexp_replace(${sql.raw(column)}, ${pattern}, '(erased)', 'gi')` : sql.raw(column);
  const json = (column: string): SQL =>
    pattern
      ? sql`regexp_replace(${sql.raw(column)}::text, ${pattern}, '(erased)', 'gi')::jsonb`
      : sql.raw(column);
  return Object.assign(without, { json });
}

/** Every address an account has had, as far as its history tells. */
export async function addressesOf(tx: TxCtx, userId: Id<"user">, customerId: Id<"customer">) {
  const { rows } = await tx.db.execute<{ email: string }>(sql`
    select email from app_user where id = ${userId}
    union select email from customer where id = ${customerId}
    union select payload ->> 'email' from event
           where aggregate = 'user' and aggregate_id = ${userId} and payload ? 'email'`);
  return rows.map(({ email }) => email);
}

export const lockOrderRow = async (tx: TxCtx, id: Id<"order">): Promise<Order | undefined> =>
  (await tx.db.select().from(orders).where(eq(orders.id, id)).for("update"))[0];
