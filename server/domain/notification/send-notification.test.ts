import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Id } from "@/server/kernel/id";
import { newId } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { placeOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { orderForMail } from "./order-mail";
import { sendNotification } from "./send-notification";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterEach(async () => {
  await shop.control("DELETE", "/control/faults");
  await expectSoundBooks(shop);
});
afterAll(() => shop.drop());

type Inbox = { subject: string; to: string[] | string; text: string }[];
const inbox = (to: string) => shop.control<Inbox>("GET", `/control/mail?to=${encodeURIComponent(to)}`);
const newOrder = (email: string) => placeOrder(shop.ctx(), undefined, { customer: { email, name: "Ada" } });

/** Sends the confirmation of an order because of one event. */
async function confirm(ctx: WithPorts, orderId: Id<"order">) {
  const { order, customer, basket } = await orderForMail(ctx, orderId);
  return sendNotification(ctx, {
    template: "order-confirmation",
    to: order.email,
    orderId,
    props: { ...customer, ...basket, placedAt: order.createdAt, payBy: order.paymentDueAt },
  });
}
const because = (event = newId<"event">()) => shop.ctx({ kind: "policy", name: "test" }, event);
const notes = (orderId: Id<"order">) =>
  shop.rows("select status, failure from notification where order_id = $1", [orderId]);

test("an event mails once, however often it is delivered", async () => {
  const order = await newOrder("once@example.com");
  const ctx = because();
  expect(await confirm(ctx, order.id)).toBe("sent");
  expect(await confirm(ctx, order.id)).toBe("sent_before");
  const mails = await inbox("once@example.com");
  expect(mails).toHaveLength(1);
  expect(mails[0]?.text).toContain(order.number);
  expect(await confirm(because(), order.id)).toBe("sent");
  expect(await inbox("once@example.com")).toHaveLength(2);
});

test("ten deliveries of one event at once put one mail into the inbox", async () => {
  const order = await newOrder("ten@example.com");
  const ctx = because();
  const sent = await Promise.all(Array.from({ length: 10 }, () => confirm(ctx, order.id)));
  expect(sent.every((one) => one === "sent" || one === "sent_before")).toBe(true);
  expect(await inbox("ten@example.com")).toHaveLength(1);
  expect(await notes(order.id)).toEqual([{ status: "sent", failure: null }]);
});

test("a crash between the server's yes and our note of it repeats the same message, which the receiver knows", async () => {
  const order = await newOrder("crash@example.com");
  const ctx = because();
  const ids: string[] = [];
  const crashing: WithPorts = {
    ...ctx,
    ports: {
      ...ctx.ports,
      mailer: {
        name: "smtp",
        async send(message) {
          ids.push(message.messageId);
          await ctx.ports.mailer.send(message);
          throw new Error("the process died");
        },
      },
    },
  };
  await expect(confirm(crashing, order.id)).rejects.toThrow("the process died");
  await expect(confirm(crashing, order.id)).rejects.toThrow("the process died");
  expect(await confirm(ctx, order.id)).toBe("sent");
  expect(new Set(ids).size).toBe(1);
  expect(await inbox("crash@example.com")).toHaveLength(1);
});

test("a mail server that is down leaves the message to be sent later", async () => {
  const order = await newOrder("later@example.com");
  const ctx = because();
  await shop.control("PUT", "/control/faults/mail", { errorRate: 1 });
  await expect(confirm(ctx, order.id)).rejects.toMatchObject({ kind: "provider_unavailable" });
  expect(await notes(order.id)).toEqual([{ status: "intended", failure: null }]);
  await shop.control("DELETE", "/control/faults");
  expect(await confirm(ctx, order.id)).toBe("sent");
});

test("an address that takes no mail is noted with the server's words, and not tried again", async () => {
  const order = await newOrder("nobody@bounce.test");
  const ctx = because();
  const refusing: WithPorts = {
    ...ctx,
    ports: {
      ...ctx.ports,
      mailer: {
        name: "smtp",
        send: (message) => ctx.ports.mailer.send({ ...message, to: "not an address" }),
      },
    },
  };
  expect(await confirm(refusing, order.id)).toBe("undeliverable");
  expect(await confirm(ctx, order.id)).toBe("undeliverable");
  expect(await notes(order.id)).toMatchObject([
    { status: "undeliverable", failure: expect.stringContaining("can't be delivered") },
  ]);
  expect(await inbox("nobody@bounce.test")).toEqual([]);
});
