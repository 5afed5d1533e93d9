import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Id } from "@/server/kernel/id";
import { newId } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import type { MailReport } from "@/server/ports/mailer";
import { eventsOf, eventually, placeOrder, type TestApp, testApp } from "@/server/testing";
import { chooseMails, stopTopic } from "./choose-mails";
import { liftBlock } from "./lift-block";
import { mailChoicesOf } from "./mail-choices.queries";
import { listMessages, oneMessage } from "./message-log.queries";
import { noteReport } from "./note-report";
import { orderForMail } from "./order-mail";
import { sendNotification } from "./send-notification";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ resend: true, policies: true });
});
afterAll(() => shop.drop());

const newOrder = (email: string) => placeOrder(shop.ctx(), undefined, { customer: { email, name: "Ada" } });
type Note = {
  id: Id<"notification">;
  template: string;
  status: string;
  failure: string | null;
  provider_ref: string;
};
const notes = (recipient: string) =>
  shop.rows<Note>("select * from notification where recipient = $1 order by created_at, id", [recipient]);
const inbox = (to: string) =>
  shop.control<{ subject: string; text: string }[]>("GET", `/control/mail?to=${to}`);
const because = () => shop.ctx({ kind: "policy", name: "test" }, newId<"event">());

/** The confirmation has gone out by the policies; what Resend called it. */
const confirmed = (email: string) =>
  eventually(async () => {
    const [note] = await notes(email);
    if (note?.status !== "sent") throw new Error("Not sent yet.");
    return note;
  });
async function confirm(orderId: Id<"order">) {
  const { order, customer, basket } = await orderForMail(shop.ctx(), orderId);
  return sendNotification(because(), {
    template: "order-confirmation",
    to: order.email,
    orderId,
    props: { ...customer, ...basket, placedAt: order.createdAt, payBy: order.paymentDueAt },
  });
}
const report = (note: Note, over: Partial<MailReport>): MailReport => ({
  eventId: "msg_1",
  type: "email.bounced",
  ref: note.provider_ref,
  messageId: null,
  outcome: "dead",
  words: "550 5.1.1 No such user",
  occurredAt: new Date(),
  ...over,
});

test("a mail that comes back is noted, told on the timeline and to the managers, and its address gets no more", async () => {
  const order = await newOrder("gone@example.com");
  const note = await confirmed("gone@example.com");
  await shop.control("POST", "/control/resend/report", { email: note.provider_ref, fate: "bounced" });
  const [alert] = await eventually(async () => {
    const found = (await inbox("manager@holdfast.test")).filter(({ text }) =>
      text.includes("gone@example.com"),
    );
    expect(found).toHaveLength(1);
    return found;
  });
  expect(alert?.subject).toBe(`A mail about order ${order.number} came back`);
  expect(alert?.text).toContain("550 5.1.1 The address does not exist.");
  expect(await eventsOf(shop, order.id)).toContain("NotificationBounced");
  expect(await oneMessage(shop.ctx(), note.id)).toMatchObject({ state: "bounced", mayRepeat: true });

  expect(await confirm(order.id)).toBe("unwanted");
  expect(await inbox("gone@example.com")).toHaveLength(1);
  expect((await notes("gone@example.com")).at(-1)).toMatchObject({
    status: "undeliverable",
    failure: expect.stringContaining("came back. 550 5.1.1"),
  });
  expect(await liftBlock(shop.ctx(), "gone@example.com")).toBe(true);
  expect(await liftBlock(shop.ctx(), "gone@example.com")).toBe(false);
  expect(await confirm(order.id)).toBe("sent");
});

test("a crash between the service's yes and our note of it sends no second mail, whatever has changed since", async () => {
  const ctx = because();
  const crashing: WithPorts = {
    ...ctx,
    ports: {
      ...ctx.ports,
      mailer: {
        name: "resend",
        async send(message) {
          await ctx.ports.mailer.send(message);
          throw new Error("the process died");
        },
      },
    },
  };
  const goods = { title: "Oak stool", variant: undefined, productUrl: "https://shop.test/p" };
  const mail = (available: number) =>
    ({
      template: "back-in-stock",
      to: "once@crash.test",
      orderId: null,
      props: { ...goods, available },
    }) as const;
  await expect(sendNotification(crashing, mail(4))).rejects.toThrow("the process died");
  await expect(sendNotification(crashing, mail(3))).rejects.toThrow("the process died");
  expect(await sendNotification(ctx, mail(1))).toBe("sent");
  expect(await sendNotification(ctx, mail(1))).toBe("sent_before");
  const [got, ...more] = await inbox("once@crash.test");
  expect(got?.text).toContain("There are 4.");
  expect(more).toEqual([]);
});

describe("a report", () => {
  test("that is told twice, or while another is, is one", async () => {
    const order = await newOrder("twice@example.com");
    const note = await confirmed("twice@example.com");
    const told = await Promise.all([1, 2, 3, 4].map(() => noteReport(shop.ctx(), report(note, {}))));
    expect(told.sort()).toEqual(["known", "known", "known", "noted"]);
    expect((await eventsOf(shop, order.id)).filter((name) => name === "NotificationBounced")).toHaveLength(1);
  });

  test("finds its message by our own id when we crashed before we knew the service's", async () => {
    await newOrder("crash@example.com");
    const note = await confirmed("crash@example.com");
    await shop.rows("update notification set provider_ref = null where id = $1", [note.id]);
    expect(await noteReport(shop.ctx(), report(note, { ref: "another", messageId: note.id }))).toBe("noted");
  });

  test("of a full mailbox stops nothing, and of a delay is forgotten once it is there", async () => {
    const order = await newOrder("full@example.com");
    const note = await confirmed("full@example.com");
    await noteReport(shop.ctx(), report(note, { outcome: "delayed", words: "Later" }));
    expect(await oneMessage(shop.ctx(), note.id)).toMatchObject({ state: "delayed", reason: "Later" });
    await noteReport(shop.ctx(), report(note, { outcome: "delivered", words: "" }));
    expect(await oneMessage(shop.ctx(), note.id)).toMatchObject({ state: "sent", reason: null });
    await noteReport(shop.ctx(), report(note, { outcome: "bounced", words: "Full" }));
    expect(await oneMessage(shop.ctx(), note.id)).toMatchObject({ state: "bounced", reason: "Full" });
    expect(await confirm(order.id)).toBe("sent");
  });

  test("of a mail that is not ours, or of nothing we care about, changes nothing", async () => {
    await newOrder("calm@example.com");
    const note = await confirmed("calm@example.com");
    expect(await noteReport(shop.ctx(), report(note, { ref: "unheard-of" }))).toBe("unknown_message");
    expect(await noteReport(shop.ctx(), report(note, { outcome: null }))).toBe("nothing");
    expect(await oneMessage(shop.ctx(), note.id)).toMatchObject({ state: "sent", blocks: [] });
  });

  test("of spam stops everything until somebody lifts it", async () => {
    const order = await newOrder("angry@example.com");
    const note = await confirmed("angry@example.com");
    await noteReport(shop.ctx(), report(note, { outcome: "complaint", words: "Spam" }));
    expect(await confirm(order.id)).toBe("unwanted");
  });
});

describe("what a reader does not want", () => {
  const asked = { title: "Oak stool", variant: undefined, available: 4, productUrl: "https://shop.test/p" };
  const backInStock = (to: string) =>
    sendNotification(because(), { template: "back-in-stock", to, orderId: null, props: asked });

  test("is stopped by the link in the mail's head, and mails that have to come still do", async () => {
    expect(await backInStock("ada@stop.test")).toBe("sent");
    const [mail] = await shop.control<{ headers: Record<string, string>; text: string }[]>(
      "GET",
      "/control/mail?to=ada@stop.test",
    );
    expect(mail?.headers["list-unsubscribe-post"]).toBe("List-Unsubscribe=One-Click");
    expect(mail?.headers["list-unsubscribe"]).toContain("/api/unsubscribe?to=");
    expect(mail?.text).toContain("Choose what we write to you about:\nhttp");
    await stopTopic(shop.ctx(), "Ada@Stop.test", "back_in_stock");
    await stopTopic(shop.ctx(), "ada@stop.test", "back_in_stock");
    expect(await backInStock("ada@stop.test")).toBe("unwanted");
    const order = await newOrder("ada@stop.test");
    const { id } = await eventually(async () => {
      const found = (await notes("ada@stop.test")).find((one) => one.template === "order-confirmation");
      if (found?.status !== "sent") throw new Error("Not sent yet.");
      return found;
    });
    expect(await oneMessage(shop.ctx(), id)).toMatchObject({ orderNumber: order.number, state: "sent" });
    const confirmation = (
      await shop.control<{ headers: Record<string, string>; subject: string }[]>(
        "GET",
        "/control/mail?to=ada@stop.test",
      )
    ).find(({ subject }) => subject.includes(order.number));
    expect(confirmation?.headers["list-unsubscribe"]).toBeUndefined();
  });

  test("is chosen on a page, and a yes to news is kept with the customer", async () => {
    await newOrder("choosy@example.com");
    const on = async () =>
      (await mailChoicesOf(shop.ctx(), "choosy@example.com")).topics
        .filter((one) => one.on)
        .map((one) => one.topic);
    expect(await on()).toEqual(["reviews", "back_in_stock"]);
    await chooseMails(shop.ctx(), "choosy@example.com", ["news"]);
    expect(await on()).toEqual(["news"]);
    expect(
      await shop.rows("select accepts_marketing as yes from customer where email = 'choosy@example.com'"),
    ).toEqual([{ yes: true }]);
    await stopTopic(shop.ctx(), "choosy@example.com", "news");
    expect(await on()).toEqual([]);
    expect(
      await shop.rows("select accepts_marketing as yes from customer where email = 'choosy@example.com'"),
    ).toEqual([{ yes: false }]);
  });
});

test("the log is paged without gaps and narrowed by recipient, mail, state and order", async () => {
  const order = await newOrder("log@example.com");
  await confirmed("log@example.com");
  const ctx = shop.ctx();
  const all = (await listMessages(ctx, {}, undefined, 500)).rows.map(({ id }) => id);
  const paged: string[] = [];
  let cursor: string | undefined;
  do {
    const { rows, older } = await listMessages(ctx, {}, cursor, 3);
    paged.push(...rows.map(({ id }) => id));
    cursor = older ?? undefined;
  } while (cursor);
  expect(paged).toEqual(all);
  expect((await listMessages(ctx, { to: "LOG@example.com" })).rows).toHaveLength(1);
  expect((await listMessages(ctx, { order: order.number.toLowerCase() })).rows).toHaveLength(1);
  expect((await listMessages(ctx, { template: "mail-bounced" })).rows.length).toBeGreaterThan(0);
  const bounced = (await listMessages(ctx, { state: "bounced" })).rows;
  expect(bounced.length).toBeGreaterThan(0);
  expect(bounced.every(({ state }) => state === "bounced")).toBe(true);
  expect((await listMessages(ctx, { state: "undeliverable" })).rows.map(({ state }) => state)).toContain(
    "undeliverable",
  );
  expect((await listMessages(ctx, {}, "not a cursor", 3)).rows).toHaveLength(3);
});
