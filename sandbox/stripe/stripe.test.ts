import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parseForm } from "./form";
import { amountText } from "./pay-page.html";
import { type RunningStripe, startStripe } from "./testing";

let sandbox: RunningStripe;
beforeAll(async () => {
  vi.stubEnv("STRIPE_SECRET_KEY", "");
  sandbox = await startStripe();
});
afterAll(async () => {
  await sandbox.stop();
  vi.unstubAllEnvs();
});

type Answer = {
  status: number;
  headers: Headers;
  body: Record<string, unknown> & { error?: Record<string, unknown> };
};

async function call(
  method: string,
  path: string,
  form?: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${sandbox.apiUrl}/v1${path}`, {
    method,
    headers: { authorization: "Bearer sk_test_any", ...headers },
    ...(form ? { body: new URLSearchParams(form) } : {}),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Answer["body"],
  };
}

const basket = {
  mode: "payment",
  success_url: "http://shop.test/done?sid={CHECKOUT_SESSION_ID}",
  cancel_url: "http://shop.test/back",
  "line_items[0][quantity]": "2",
  "line_items[0][price_data][currency]": "usd",
  "line_items[0][price_data][unit_amount]": "2410",
  "line_items[0][price_data][product_data][name]": "Stool <script>alert(1)</script>",
  "payment_intent_data[capture_method]": "manual",
};
const openPage = async (change: Record<string, string> = {}) => {
  const { status, body } = await call("POST", "/checkout/sessions", { ...basket, ...change });
  expect(status).toBe(200);
  return String(body.id);
};

describe("the API", () => {
  test("reads nested brackets, gaps and appended lists", () => {
    const encoded = "a[b][c]=1&list[1]=y&list[0]=x&more[]=p&more[]=q&metadata[0a]=z&t=a%20b%2B";
    expect(parseForm(encoded)).toEqual({
      a: { b: { c: "1" } },
      list: ["x", "y"],
      more: ["p", "q"],
      metadata: { "0a": "z" },
      t: "a b+",
    });
    expect(parseForm("__proto__[polluted]=1")).not.toHaveProperty("polluted");
    expect({}).not.toHaveProperty("polluted");
  });

  test("wants a key, and shows little of a wrong one", async () => {
    const none = await fetch(`${sandbox.apiUrl}/v1/events`);
    expect(none.status).toBe(401);
    const wrong = await call("GET", "/events", undefined, {
      authorization: "Bearer sk_live_secret_secret_secret",
    });
    expect(wrong.status).toBe(401);
    expect(wrong.body.error?.message).not.toContain("secret_secret");
  });

  test("gives a repeated request its first answer, and refuses the key for another one", async () => {
    const key = { "idempotency-key": "order-1" };
    const first = await call("POST", "/checkout/sessions", basket, key);
    const again = await call("POST", "/checkout/sessions", basket, key);
    expect(again.body).toEqual(first.body);
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    const other = await call(
      "POST",
      "/checkout/sessions",
      { ...basket, "line_items[0][quantity]": "3" },
      key,
    );
    expect(other).toMatchObject({ status: 400, body: { error: { type: "idempotency_error" } } });
  });

  test("twenty requests at once under one key open one page", async () => {
    const key = { "idempotency-key": "order-at-once" };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => call("POST", "/checkout/sessions", basket, key)),
    );
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const { rows } = await sandbox.world.db.query("select 1 from stripe_payments where id = $1", [
      answers[0]?.body.id,
    ]);
    expect(rows).toHaveLength(1);
  });

  test("a refusal for the state of things is remembered, a wrong parameter is not", async () => {
    const id = await openPage();
    const path = `/checkout/sessions/${id}/expire`;
    await call("POST", path, {});
    const refused = await call("POST", path, {}, { "idempotency-key": "expire-1" });
    expect(refused.status).toBe(400);
    const together = await Promise.all(
      [1, 2, 3, 4].map(() => call("POST", path, {}, { "idempotency-key": "expire-2" })),
    );
    expect(together.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    expect(
      (await call("POST", path, {}, { "idempotency-key": "expire-1" })).headers.get("idempotent-replayed"),
    ).toBe("true");
    const wrong = await call(
      "POST",
      "/checkout/sessions",
      { ...basket, mode: "gift" },
      { "idempotency-key": "mended" },
    );
    expect(wrong).toMatchObject({ status: 400, body: { error: { param: "mode" } } });
    expect((await call("POST", "/checkout/sessions", basket, { "idempotency-key": "mended" })).status).toBe(
      200,
    );
  });

  test.each([
    [{ expires_at: String(Math.floor(Date.now() / 1000) + 29 * 60) }, "expires_at"],
    [{ expires_at: String(Math.floor(Date.now() / 1000) + 25 * 3600) }, "expires_at"],
    [{ colour: "blue" }, "colour"],
    [{ "line_items[0][price_data][unit_amount]": "1.5" }, "line_items[0][price_data][unit_amount]"],
    [{ success_url: "" }, "success_url"],
  ])("refuses %o by name", async (change, param) => {
    expect(await call("POST", "/checkout/sessions", { ...basket, ...change })).toMatchObject({
      status: 400,
      body: { error: { param } },
    });
  });

  test("money that was released can't be taken, money that was taken can't be released", async () => {
    const paid = async () => {
      const id = await openPage();
      await sandbox.control("pay", { session: id });
      return String((await call("GET", `/checkout/sessions/${id}`)).body.payment_intent);
    };
    const released = await paid();
    expect((await call("POST", `/payment_intents/${released}/cancel`, {})).body.status).toBe("canceled");
    const late = await call("POST", `/payment_intents/${released}/capture`, {});
    expect(late).toMatchObject({ status: 400, body: { error: { code: "payment_intent_unexpected_state" } } });
    const taken = await paid();
    expect((await call("POST", `/payment_intents/${taken}/capture`, {})).body).toMatchObject({
      status: "succeeded",
      amount_received: 4820,
    });
    const back = await call("POST", `/payment_intents/${taken}/cancel`, {});
    expect(back).toMatchObject({ status: 400, body: { error: { code: "payment_intent_unexpected_state" } } });
    expect((await call("GET", "/nonsense")).status).toBe(404);
  });

  test("lists by pages, newest first", async () => {
    const [older, newer] = [await openPage(), await openPage()];
    const first = await call("GET", "/checkout/sessions?limit=1");
    expect(first.body).toMatchObject({ has_more: true, data: [{ id: newer }] });
    expect((await call("GET", `/checkout/sessions?limit=1&starting_after=${newer}`)).body).toMatchObject({
      data: [{ id: older }],
    });
  });
});

describe("webhooks", () => {
  test("an event that a crash kept from the queue is sent all the same, once", async () => {
    const id = await openPage();
    await sandbox.world.db.query(
      `insert into stripe_events (id, session, type, created, body, queued_at)
       values ('evt_before_crash', $1, 'checkout.session.completed', 1, '{}', null)`,
      [id],
    );
    const sent = () => sandbox.webhooks.filter((one) => one.eventId === "evt_before_crash").length;
    const queued = async () =>
      (
        await sandbox.world.db.query(
          "select 1 from stripe_events where id = 'evt_before_crash' and queued_at is not null",
        )
      ).rowCount;
    await expect.poll(queued, { timeout: 5_000 }).toBe(1);
    expect(sent()).toBe(1);
  });

  test("the last one about a payment can be sent again, under the same event id", async () => {
    const id = await openPage();
    await sandbox.control("pay", { session: id });
    const sent = await sandbox.control("resend", { session: id });
    expect(sent.type).toBe("checkout.session.completed");
    await expect
      .poll(() => sandbox.webhooks.filter((one) => one.eventId === sent.eventId).length, { timeout: 5_000 })
      .toBe(2);
  });
});

describe("the hosted page, without JavaScript", () => {
  const url = (id: string, rest = "") => `${sandbox.apiUrl}/pay/${id}${rest}`;
  const card = { number: "4242 4242 4242 4242", expiry: "12 / 34", cvc: "123", name: "Ana Shopper" };
  const send = (id: string, fields: Record<string, string>, rest = "") =>
    fetch(url(id, rest), { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });

  test("shows the lines, the total and a way back, and escapes what it shows", async () => {
    const page = await (await fetch(url(await openPage()))).text();
    expect(page).toContain("$48.20");
    expect(page).toContain("no real money");
    expect(page).toContain('href="http://shop.test/back"');
    expect(page).toContain("Stool &lt;script&gt;");
    expect(page).not.toContain("<script>");
  });

  test("paying goes back to the shop with the session's id, also when the form is sent twice", async () => {
    const id = await openPage();
    for (const answer of await Promise.all([send(id, card), send(id, card)])) {
      expect(answer.status).toBe(303);
      expect(answer.headers.get("location")).toBe(`http://shop.test/done?sid=${id}`);
    }
    const { rows } = await sandbox.world.db.query(
      "select 1 from stripe_events where session = $1 and type = 'charge.succeeded'",
      [id],
    );
    expect(rows).toHaveLength(1);
    expect(await (await fetch(url(id))).text()).toContain("This payment is complete");
  });

  test("a decline says why and keeps what was typed, except the CVC", async () => {
    const answer = await send(await openPage(), { ...card, number: "4000000000009995", cvc: "987" });
    const page = await answer.text();
    expect(answer.status).toBe(402);
    expect(page).toContain("Your card has insufficient funds.");
    expect(page).toContain('value="4000000000009995"');
    expect(page).toContain('value="Ana Shopper"');
    expect(page).not.toContain("987");
  });

  test.each([
    ["number", "4111 1111 1111 1111"],
    ["expiry", "13 / 34"],
    ["expiry", "01 / 20"],
    ["cvc", "12"],
    ["name", " "],
  ])("a wrong %s (%s) is pointed out at its field and tried with nobody", async (field, value) => {
    const id = await openPage();
    const answer = await send(id, { ...card, [field]: value });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(`id="${field}-problem"`);
    expect((await call("GET", `/checkout/sessions/${id}`)).body.payment_intent).toBeNull();
  });

  test("3-D Secure asks on a second page", async () => {
    const id = await openPage();
    const asked = await send(id, { ...card, number: "4000002500003155" });
    expect(asked.headers.get("location")).toBe(`/stripe/pay/${id}/verify`);
    expect(await (await fetch(url(id, "/verify"))).text()).toContain("Fail authentication");
    expect(await (await send(id, { outcome: "fail" }, "/verify")).text()).toContain("unable to authenticate");
    await send(id, { ...card, number: "4000002500003155" });
    const done = await send(id, { outcome: "complete" }, "/verify");
    expect(done.headers.get("location")).toBe(`http://shop.test/done?sid=${id}`);
  });

  test("an expired page says so and takes no card", async () => {
    const id = await openPage();
    await sandbox.control("expire", { session: id });
    expect(await (await fetch(url(id))).text()).toContain("This payment page has expired");
    expect(await (await send(id, card)).text()).toContain("Nothing was charged");
    expect((await call("GET", `/checkout/sessions/${id}`)).body).toMatchObject({
      status: "expired",
      payment_intent: null,
    });
  });

  test("a page that never was is a 404", async () => {
    expect((await fetch(url("cs_test_nobody"))).status).toBe(404);
  });

  test("amounts are written as the currency has them", () => {
    expect(amountText(4820, "usd")).toBe("$48.20");
    expect(amountText(4820, "jpy")).toBe("¥4,820");
  });
});
