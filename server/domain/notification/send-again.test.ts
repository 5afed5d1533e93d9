import { afterAll, beforeAll, expect, test } from "vitest";
import { orderAccessToken } from "@/server/auth/order-access";
import type { Id } from "@/server/kernel/id";
import { newId } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { placeOrder, type TestApp, testApp } from "@/server/testing";
import { deliverKept } from "./deliver-kept";
import { orderForMail } from "./order-mail";
import { sendAgain } from "./send-again";
import { sendNotification } from "./send-notification";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterAll(() => shop.drop());

const staff = () => shop.ctx({ kind: "staff", id: newId<"user">(), name: "Mo", role: "manager" });
type Mail = { subject: string; text: string; html: string };
const inbox = (to: string) => shop.control<Mail[]>("GET", `/control/mail?to=${to}`);
const confirmation = async (ctx: WithPorts, orderId: Id<"order">) => {
  const { order, customer, basket } = await orderForMail(ctx, orderId);
  await sendNotification(ctx, {
    template: "order-confirmation",
    to: order.email,
    orderId,
    props: { ...customer, ...basket, placedAt: order.createdAt, payBy: order.paymentDueAt },
  });
  const [row] = await shop.rows<{ id: Id<"notification">; props: object }>(
    "select id, props from notification where order_id = $1",
    [orderId],
  );
  if (!row) throw new Error("No notification was written.");
  return row;
};
const because = () => shop.ctx({ kind: "policy", name: "test" }, newId<"event">());
const newOrder = (email: string) => placeOrder(shop.ctx(), undefined, { customer: { email, name: "Ada" } });

test("a mail is sent again word for word, also to another address, and the key to the order is not kept", async () => {
  const order = await newOrder("first@example.com");
  const { id, props } = await confirmation(because(), order.id);
  const key = orderAccessToken(order.number, shop.app.env.AUTH_SECRET);
  expect(JSON.stringify(props)).not.toContain(key);
  expect(JSON.stringify(props)).toContain("{order-key}");
  // What has changed since does not change what was said.
  await shop.rows("update orders set total_amount = total_amount where id = $1", [order.id]);
  await shop.rows("update order_line set title = 'Another' where order_id = $1", [order.id]);
  const again = await sendAgain(staff(), { id, to: "right@example.com" });
  expect((await deliverKept(because(), again.id)).sent).toBe("sent");
  expect((await deliverKept(because(), again.id)).sent).toBe("sent_before");
  const [first] = await inbox("first@example.com");
  const [second] = await inbox("right@example.com");
  expect(second).toMatchObject({ subject: first?.subject, text: first?.text, html: first?.html });
  expect(second?.text).toContain(key);
  expect(
    await shop.rows(
      "select actor, payload ->> 'recipient' as recipient from event where name = 'NotificationSendAsked' and order_id = $1",
      [order.id],
    ),
  ).toEqual([{ actor: "staff:Mo", recipient: "right@example.com" }]);
});

test("pressed often and at once it is sent once; the sixth time in a day is refused", async () => {
  const order = await newOrder("often@example.com");
  const { id } = await confirmation(because(), order.id);
  const pressed = await Promise.all([1, 2, 3, 4].map(() => sendAgain(staff(), { id })));
  expect(new Set(pressed.map((one) => one.id)).size).toBe(1);
  for (let n = 0; n < 4; n += 1) {
    await shop.advance(180);
    await sendAgain(staff(), { id });
  }
  await shop.advance(180);
  // From any of its repeats it is the same mail.
  const [last] = pressed;
  await expect(sendAgain(staff(), { id: last?.id ?? "" })).rejects.toMatchObject({ kind: "rate_limited" });
  await shop.advance(86_400);
  await expect(sendAgain(staff(), { id })).resolves.toMatchObject({ to: "often@example.com" });
});

test("what held a secret is not kept, and can't be sent again", async () => {
  await sendNotification(because(), {
    template: "reset-password",
    to: "secret@example.com",
    orderId: null,
    props: { linkUrl: "https://shop.test/reset/secret-key", validUntil: new Date(), timeZone: "UTC" },
  });
  const [row] = await shop.rows<{ id: string; props: unknown }>(
    "select id, props from notification where recipient = 'secret@example.com'",
  );
  expect(row?.props).toBeNull();
  await expect(sendAgain(staff(), { id: row?.id ?? "" })).rejects.toMatchObject({
    kind: "invalid_transition",
  });
  await expect(sendAgain(staff(), { id: newId() })).rejects.toMatchObject({ kind: "not_found" });
});

test("a mail that is tried again after a crash says what was meant then", async () => {
  const order = await newOrder("meant@example.com");
  const ctx = because();
  const away: WithPorts = {
    ...ctx,
    ports: {
      ...ctx.ports,
      mailer: { name: "smtp", send: () => Promise.reject(new Error("the process died")) },
    },
  };
  await expect(confirmation(away, order.id)).rejects.toThrow("the process died");
  await shop.rows("update orders set customer_name = 'Eve' where id = $1", [order.id]);
  await confirmation(ctx, order.id);
  const [mail] = await inbox("meant@example.com");
  expect(mail?.text).toContain("Hello Ada");
  expect(mail?.text).not.toContain("Eve");
});
