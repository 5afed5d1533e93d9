import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RunningPaypal, startPaypal } from "./testing";

let sandbox: RunningPaypal;
beforeAll(async () => {
  sandbox = await startPaypal();
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.clock.setOffset(0));

type Json = Record<string, unknown>;
const usd = (value: string) => ({ currency_code: "USD", value });
const unit = (change: Json = {}) => ({ custom_id: "p-1", amount: usd("48.20"), ...change });
const whole = (change: Json = {}) => ({
  intent: "CAPTURE",
  purchase_units: [unit(change)],
  payment_source: {
    paypal: {
      experience_context: {
        return_url: "http://localhost:3000/back?key=a",
        cancel_url: "http://localhost:3000/away?key=a",
      },
    },
  },
});
const post = async (path: string, body: Json, id: string = crypto.randomUUID()) => {
  const headers = { "paypal-request-id": id, prefer: "return=representation" };
  const response = await sandbox.api(path, { method: "POST", body: JSON.stringify(body), headers });
  return { status: response.status, body: (await response.json()) as Json & { id: string } };
};
const issueOf = ({ body }: { body: Json }) => (body.details as { issue: string }[] | undefined)?.[0]?.issue;
const made = async () => (await post("/v2/checkout/orders", whole())).body.id;
const page = (order: string) => `${sandbox.apiUrl}/checkoutnow?token=${order}`;
const agree = (order: string, funding = "balance") =>
  fetch(`${sandbox.apiUrl}/checkoutnow/${order}`, {
    method: "POST",
    body: new URLSearchParams({ funding }),
    redirect: "manual",
  });

describe("orders", () => {
  test.each([
    [
      "a total that its parts don't make",
      { amount: { ...usd("10.00"), breakdown: { item_total: usd("9.00") } } },
      "AMOUNT_MISMATCH",
    ],
    [
      "items that don't make their total",
      {
        amount: { ...usd("10.00"), breakdown: { item_total: usd("10.00") } },
        items: [{ name: "Stool", quantity: "3", unit_amount: usd("3.33") }],
      },
      "ITEM_TOTAL_MISMATCH",
    ],
    ["fractions of a yen", { amount: { currency_code: "JPY", value: "10.5" } }, "DECIMAL_PRECISION"],
    ["an unknown currency", { amount: { currency_code: "XXX", value: "1.00" } }, "INVALID_CURRENCY_CODE"],
    ["nothing", { amount: usd("0.00") }, "CANNOT_BE_ZERO_OR_NEGATIVE"],
  ])("%s is refused as PayPal refuses it", async (_, change, issue) => {
    const answer = await post("/v2/checkout/orders", whole(change));
    expect(answer.status).toBe(422);
    expect(issueOf(answer)).toBe(issue);
  });

  test("a part that is not played here is refused by its name", async () => {
    const answer = await post("/v2/checkout/orders", { ...whole(), intent: "AUTHORIZE" });
    expect(answer.status).toBe(400);
    expect(answer.body.details).toMatchObject([{ field: "/intent" }]);
  });

  test("the same request id gives the same order, and another body under it none", async () => {
    const first = await post("/v2/checkout/orders", whole(), "twice");
    const second = await post("/v2/checkout/orders", whole(), "twice");
    expect(first.status).toBe(201);
    expect(second).toMatchObject({ status: 200, body: { id: first.body.id } });
    expect((await post("/v2/checkout/orders", whole({ amount: usd("1.00") }), "twice")).status).toBe(422);
    // PayPal forgets request ids after six hours.
    sandbox.clock.advance(6 * 3600 + 1);
    expect((await post("/v2/checkout/orders", whole(), "twice")).body.id).not.toBe(first.body.id);
  });

  test("nothing is told without a token, or with one that has run out", async () => {
    expect((await fetch(`${sandbox.apiUrl}/v2/checkout/orders/X`)).status).toBe(401);
    const forged = { headers: { authorization: "Bearer made-up" } };
    expect((await fetch(`${sandbox.apiUrl}/v2/checkout/orders/X`, forged)).status).toBe(401);
  });
});

describe("PayPal's page", () => {
  test("asks once, leads back to the shop, and takes no scripts", async () => {
    const order = await made();
    const shown = await fetch(page(order));
    expect(shown.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await shown.text()).toContain("Agree and pay $48.20");
    const answer = await agree(order);
    expect(answer.status).toBe(303);
    const back = new URL(answer.headers.get("location") ?? "");
    expect(back.searchParams.get("key")).toBe("a");
    expect(back.searchParams.get("token")).toBe(order);
    // The form is sent twice, or the page is opened again.
    expect((await agree(order, "card_declined")).status).toBe(303);
    expect(await (await fetch(page(order))).text()).toContain("You have agreed to this payment");
    expect((await post(`/v2/checkout/orders/${order}/capture`, {})).status).toBe(201);
  });

  test("lets the shopper go back without paying", async () => {
    const text = await (await fetch(page(await made()))).text();
    expect(text).toMatch(/href="http:\/\/localhost:3000\/away\?key=a&amp;token=/);
  });

  test("tells of the decline before, and asks again", async () => {
    const order = await made();
    await agree(order, "card_declined");
    expect(issueOf(await post(`/v2/checkout/orders/${order}/capture`, {}))).toBe("INSTRUMENT_DECLINED");
    expect(await (await fetch(page(order))).text()).toContain("That way to pay was declined.");
    await agree(order);
    expect((await post(`/v2/checkout/orders/${order}/capture`, {})).status).toBe(201);
  });

  test("of an order that is unknown or too old says so", async () => {
    expect((await fetch(page("NOBODY"))).status).toBe(404);
    const order = await made();
    sandbox.clock.advance(3 * 3600 + 1);
    expect((await fetch(page(order))).status).toBe(404);
    expect((await agree(order)).status).toBe(404);
  });

  test("a name that would be markup is shown as it was typed", async () => {
    const { body } = await post("/v2/checkout/orders", whole({ description: "<script>alert(1)</script>" }));
    const text = await (await fetch(page(body.id))).text();
    expect(text).not.toContain("<script>");
    expect(text).toContain("&lt;script&gt;");
  });
});

describe("the controls", () => {
  test("play the shopper, the bank and the buyer with a complaint, and may be repeated", async () => {
    const order = await made();
    for (const _ of [1, 2])
      expect(await sandbox.control("approve", { order, funding: "echeck" })).toMatchObject({
        state: "authorized",
      });
    await post(`/v2/checkout/orders/${order}/capture`, {});
    for (const _ of [1, 2])
      expect(await sandbox.control("complete", { order })).toMatchObject({ state: "captured" });
    expect(await sandbox.control("deny", { order })).toMatchObject({ state: "captured" });
    const { dispute } = await sandbox.control("dispute", { order });
    for (const _ of [1, 2])
      expect(await sandbox.control("dispute/move", { dispute, to: "lost" })).toMatchObject({ dispute });
    expect(await sandbox.control("resend", { order })).toMatchObject({ type: "CUSTOMER.DISPUTE.RESOLVED" });
    await expect
      .poll(() => sandbox.webhooks.map(({ body }) => (JSON.parse(body) as { event_type: string }).event_type))
      .toEqual(
        expect.arrayContaining([
          "CHECKOUT.ORDER.APPROVED",
          "PAYMENT.CAPTURE.PENDING",
          "PAYMENT.CAPTURE.COMPLETED",
          "CUSTOMER.DISPUTE.CREATED",
          "CUSTOMER.DISPUTE.RESOLVED",
        ]),
      );
  });

  test("an unknown order is an error in words", async () => {
    expect(await sandbox.control("approve", { order: "NOBODY" })).toMatchObject({
      name: "RESOURCE_NOT_FOUND",
    });
  });
});
