import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { orders } from "@/db/schema";
import { keepAddress } from "@/server/domain/address-book/change-address-book";
import { orderForMail } from "@/server/domain/notification/order-mail";
import { sendNotification } from "@/server/domain/notification/send-notification";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import { holdOrder } from "@/server/domain/order/hold-order";
import { settlePayment } from "@/server/domain/payment/settle-payment";
import { type Id, newId } from "@/server/kernel/id";
import { runSweep } from "@/server/policies/policy";
import { newYork, pay, placeOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import "@/server/policies/sweep-erased-customers";
import { askToChangeEmail } from "./ask-to-change-email";
import { changeDetails } from "./change-details";
import { changeEmail } from "./change-email";
import { changePassword } from "./change-password";
import { deleteAccount } from "./delete-account";
import { erasedName } from "./erasure";
import { mailAccountLink } from "./mail-account-link";
import { goodPassword, newestLink, shopperWith, signedIn } from "./testing";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterAll(() => shop.drop());

const person = {
  email: "ottilie.brandt@example.com",
  later: "o.brandt@example.org",
  name: "Ottilie Quastenbrandt",
  phone: "+1 212 555 0147",
  street: "77 Lamplighter Row",
};
const address = { ...newYork, name: person.name, line1: person.street, line2: 'Door "7"' };

/** Every row of ours that holds a text, as "table: row". */
async function rowsWith(text: string): Promise<string[]> {
  const tables = await shop.rows<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
  );
  const each = tables.map(
    ({ name }) =>
      `select '${name}: ' || t::text as row from "${name}" t where position(lower($1) in lower(t::text)) > 0`,
  );
  return (await shop.rows<{ row: string }>(each.join(" union all "), [text])).map(({ row }) => row);
}

async function nobodyLeft(): Promise<void> {
  for (const text of Object.values(person)) expect(await rowsWith(text), text).toEqual([]);
}

const buy = (email: string) =>
  placeOrder(shop.ctx(), undefined, {
    customer: { email, name: person.name, phone: person.phone },
    shippingAddress: address,
    idempotencyKey: `form of ${email} ${newId()}`,
  });

const confirm = async (orderId: Id<"order">) => {
  const ctx = shop.ctx({ kind: "policy", name: "test" }, newId<"event">());
  const { order, customer, basket } = await orderForMail(ctx, orderId);
  const props = { ...customer, ...basket, placedAt: order.createdAt, payBy: order.paymentDueAt };
  return sendNotification(ctx, { template: "order-confirmation", to: order.email, orderId, props });
};

const rowOf = async (id: Id<"order">) =>
  (await shop.app.db.select().from(orders).where(eq(orders.id, id)))[0];

test("a deleted account leaves nobody in the tables; what is under way is blanked when it is over", async () => {
  const { id, customerId } = await shopperWith(shop, person.email, person.name);
  await changeDetails(shop.ctx(), id, { name: person.name, phone: person.phone });
  await keepAddress(shop.ctx(), customerId, address);
  await signedIn(shop, id);

  // One order that is over, with everything that is written about one; one that is under way.
  const over = await buy(person.email);
  await confirm(over.id);
  const { paymentId } = await pay(shop, over.id);
  await settlePayment(shop.ctx(), paymentId);
  const manager = shop.ctx({ kind: "staff", id: newId<"user">(), name: "Max", role: "manager" });
  await holdOrder(manager, over.id, { reason: "manual", note: `${person.name} rang about ${person.street}` });
  await shop.rows("update orders set status = 'delivered', delivered_at = now() where id = $1", [over.id]);
  await shop.rows(
    `insert into policy_run (policy, trigger, event_name, order_id, rule, inputs, outcome, reason, started_at)
     values ('p', 't', 'OrderPaid', $1, 'r', $2, 'done', $3, now())`,
    [over.id, JSON.stringify({ to: person.email }), `Sent it to ${person.email}.`],
  );

  await askToChangeEmail(shop.ctx(), id, { email: person.later, password: goodPassword });
  const { id: linkId } = await newestLink(shop, person.later);
  await mailAccountLink(shop.ctx(), linkId);
  await changeEmail(shop.ctx(), linkId);
  await changePassword(shop.ctx(), id, { current: goodPassword, password: "seven pears on a windowsill" });
  const open = await buy(person.later);
  await confirm(open.id);
  await shop.rows(
    "insert into stock_request (id, variant_id, email, created_at) select $1, id, $2, now() from variant limit 1",
    [newId(), person.later],
  );
  await shop.rows(
    "insert into mail_block (email, topic, reason, at) values ($1, 'news', 'unsubscribed', now())",
    [person.later],
  );
  await shop.rows("insert into rate_limit (key, points) values ($1, 1), ($2, 1)", [
    `sign-in-pair:10.0.0.7|${person.later}`,
    `limit-mails:p|${person.email}`,
  ]);
  expect((await rowsWith(person.name)).length).toBeGreaterThan(8);

  await expect(deleteAccount(shop.ctx(), id, "wrong")).rejects.toMatchObject({ kind: "unauthenticated" });
  await deleteAccount(shop.ctx(), id, "seven pears on a windowsill");

  expect(await rowOf(over.id)).toMatchObject({
    customerName: erasedName,
    phone: null,
    shippingAddress: { country: "US", region: "NY", line1: "—" },
    totalAmount: over.total.amount,
    idempotencyKey: `erased:${over.id}`,
  });
  // What is still to be delivered keeps its address, and nothing else of the person is left.
  expect(await rowOf(open.id)).toMatchObject({ shippingAddress: address, email: person.later });
  const about = (row: string) => row.startsWith("orders: ") || row.startsWith("notification: ");
  for (const text of Object.values(person))
    expect(
      (await rowsWith(text)).filter((row) => !about(row)),
      text,
    ).toEqual([]);
  expect(await rowsWith(person.email)).toEqual([]);
  expect(await runSweep("sweep-erased-customers")).toMatchObject({ found: 0 });
  expect(await confirm(open.id)).toBe("sent");

  await cancelOrder(shop.ctx(), open.id, { reason: "customer" });
  expect(await runSweep("sweep-erased-customers")).toMatchObject({ found: 1 });
  await nobodyLeft();
  expect(await runSweep("sweep-erased-customers")).toMatchObject({ found: 0 });
  // It was called delivered without having been sent; apart from that the books are as they were.
  await shop.rows("update orders set status = 'paid', delivered_at = null where id = $1", [over.id]);
  await expectSoundBooks(shop);

  // Nobody is written to any more, and who comes back is somebody new.
  expect(await confirm(open.id)).toBe("unwanted");
  const again = await shopperWith(shop, person.later, "Somebody New");
  expect(again.customerId).not.toBe(customerId);
}, 60_000);

test("an order whose money is still going back waits with its blanking", async () => {
  const { id } = await shopperWith(shop, "waits@example.com", "Wilma Waits");
  const order = await placeOrder(shop.ctx(), undefined, {
    customer: { email: "waits@example.com", name: "Wilma Waits" },
  });
  const { paymentId } = await pay(shop, order.id);
  await settlePayment(shop.ctx(), paymentId);
  await cancelOrder(shop.ctx(), order.id, { reason: "customer" });
  await shop.rows(
    `insert into refund (id, payment_id, order_id, amount, reason, status, cause_key, created_at, changed_at)
     select $1, id, order_id, captured_amount, 'customer', 'failed', 'test', now(), now() from payment where id = $2`,
    [newId(), paymentId],
  );
  await deleteAccount(shop.ctx(), id, goodPassword);
  expect(await rowOf(order.id)).toMatchObject({ customerName: "Wilma Waits" });
  await shop.rows("update refund set status = 'succeeded' where cause_key = 'test'");
  await runSweep("sweep-erased-customers");
  expect(await rowOf(order.id)).toMatchObject({ customerName: erasedName });
});
