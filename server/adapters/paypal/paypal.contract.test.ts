import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RunningPaypal, startPaypal } from "@/sandbox/paypal/testing";
import { newId } from "@/server/kernel/id";
import { type Money, money } from "@/server/kernel/money";
import type { OpenPayment } from "@/server/ports/payment-gateway";
import { paypalGateway } from "./index";

let sandbox: RunningPaypal;
beforeAll(async () => {
  sandbox = await startPaypal();
});
afterAll(() => sandbox.stop());
beforeEach(() => {
  sandbox.calmDown();
  sandbox.clock.setOffset(0);
});

const credentials = {
  clientId: "sandbox-paypal-client",
  clientSecret: "sandbox-paypal-secret",
  webhookId: "SANDBOXWEBHOOK001",
};
const gateway = (options: { timeoutMs?: number; clientSecret?: string; apiUrl?: string } = {}) =>
  paypalGateway({
    ...credentials,
    apiUrl: sandbox.apiUrl,
    now: () => sandbox.clock.now(),
    ...options,
  });

const total = money(4820, "USD");
const order = (change: Partial<OpenPayment> = {}): OpenPayment => ({
  paymentId: newId(),
  orderId: newId(),
  orderNumber: "HF-100001",
  email: "shopper@holdfast.test",
  total,
  lines: [],
  breakdown: {
    goods: [{ title: "Oak stool", sku: "OAK-1", quantity: 2, unitAmount: 1900 }],
    discount: 380,
    shipping: 900,
    tax: 500,
  },
  shipTo: {
    name: "Ada Moreno",
    line1: "12 Orchard Street",
    city: "New York",
    region: "NY",
    postalCode: "10001",
    country: "US",
  },
  returnUrl: "http://localhost:3000/orders/HF-100001/return?key=abc",
  cancelUrl: "http://localhost:3000/orders/HF-100001?key=abc",
  expiresAt: new Date(Date.now() + 30 * 60_000),
  ...change,
});
const opened = async (change: Partial<OpenPayment> = {}) => (await gateway().open(order(change))).ref;
const approved = async (funding = "balance") => {
  const ref = await opened();
  expect(await sandbox.control("approve", { order: ref, funding })).toMatchObject({ state: "authorized" });
  return ref;
};
const key = () => ({ idempotencyKey: `test:${newId()}` });
const captured = async (funding = "balance") => {
  const ref = await approved(funding);
  await gateway().capture(ref, { amount: total, ...key() });
  return ref;
};
const typesAbout = async (ref: string): Promise<string[]> => {
  const { rows } = await sandbox.world.db.query<{ type: string }>(
    "select type from paypal_events where order_id = $1 order by seq",
    [ref],
  );
  return rows.map((row) => row.type);
};
const atPaypal = async (ref: string) =>
  (await (await sandbox.api(`/v2/checkout/orders/${ref}`)).json()) as Record<string, unknown>;
const unavailable = expect.objectContaining({ kind: "provider_unavailable" });
const posts = (path: string) =>
  sandbox.seen.filter((seen) => seen.method === "POST" && seen.path.endsWith(path));

describe("opening PayPal's page", () => {
  test("gives the page's address and holds no money yet", async () => {
    const { ref, redirectUrl } = await gateway().open(order());
    expect(redirectUrl).toBe(`${sandbox.apiUrl}/checkoutnow?token=${ref}`);
    expect(await gateway().look(ref)).toEqual({ state: "open" });
  });

  test("repeating it for the same payment gives the same page", async () => {
    const input = order();
    const [first, again, atOnce] = await Promise.all([
      gateway().open(input),
      gateway().open(input),
      gateway().open(input),
    ]);
    expect(again).toEqual(first);
    expect(atOnce).toEqual(first);
  });

  test("the same payment with another total gives no second page", async () => {
    const input = order();
    await gateway().open(input);
    const { breakdown: _, ...plain } = input;
    await expect(gateway().open({ ...plain, total: money(1900, "USD") })).rejects.toMatchObject({
      kind: "invalid_input",
    });
  });

  test("our ids, the parts of the total and the address travel to PayPal", async () => {
    const input = order();
    const { ref } = await gateway().open(input);
    expect(await atPaypal(ref)).toMatchObject({
      intent: "CAPTURE",
      purchase_units: [
        {
          custom_id: input.paymentId,
          invoice_id: `HF-100001-${input.paymentId.slice(-6)}`,
          amount: {
            currency_code: "USD",
            value: "48.20",
            breakdown: {
              item_total: { value: "38.00" },
              discount: { value: "3.80" },
              shipping: { value: "9.00" },
              tax_total: { value: "5.00" },
            },
          },
          items: [{ name: "Oak stool", sku: "OAK-1", quantity: "2", unit_amount: { value: "19.00" } }],
          shipping: { address: { admin_area_1: "NY", postal_code: "10001", country_code: "US" } },
        },
      ],
    });
  });

  test("parts that don't add up are left out, and the total is charged all the same", async () => {
    const input = order();
    const odd = { ...input, total: money(4821, "USD") };
    const { ref } = await gateway().open(odd);
    const [unit] = (await atPaypal(ref)).purchase_units as { amount: object; items?: object }[];
    expect(unit?.amount).toEqual({ currency_code: "USD", value: "48.21" });
    expect(unit?.items).toBeUndefined();
  });

  test("an address that PayPal doesn't take is left out, and the order can be paid", async () => {
    const shipTo = {
      ...order().shipTo,
      name: "Ada",
      line1: "1 Road",
      city: "X",
      postalCode: "1",
      country: "usa",
    };
    const ref = await opened({ shipTo });
    const [unit] = (await atPaypal(ref)).purchase_units as { shipping?: object }[];
    expect(unit?.shipping).toBeUndefined();
  });

  test.each([
    [money(120_000, "JPY"), "120000"],
    [money(120_000, "TWD"), "1200"],
    [money(1_200, "HUF"), "1200"],
    [money(5, "EUR"), "0.05"],
    [money(2_147_483_647, "USD"), "21474836.47"],
  ])("%j is written as PayPal writes it: %s", async (amount: Money, value: string) => {
    const { breakdown: _, ...plain } = order({ total: amount });
    const { ref } = await gateway().open(plain);
    expect((await atPaypal(ref)).purchase_units).toMatchObject([{ amount: { value } }]);
    await sandbox.control("approve", { order: ref });
    expect(await gateway().look(ref)).toEqual({ state: "authorized", amount });
    expect(await gateway().capture(ref, { amount, ...key() })).toMatchObject({ state: "captured", amount });
  });

  test("a fraction that PayPal can't write, or a currency it doesn't take, is refused in words for the shopper", async () => {
    const { breakdown: _, ...plain } = order();
    await expect(gateway().open({ ...plain, total: money(120_050, "TWD") })).rejects.toMatchObject({
      kind: "invalid_input",
      message: "PayPal takes whole TWD only. Choose another way to pay.",
    });
    await expect(gateway().open({ ...plain, total: money(5_000, "KWD") })).rejects.toMatchObject({
      kind: "invalid_input",
    });
  });
});

describe("paying", () => {
  test("what the shopper agreed to is held, and only we take it", async () => {
    const ref = await approved();
    expect(await gateway().look(ref)).toEqual({ state: "authorized", amount: total });
    const taken = await gateway().capture(ref, { amount: total, ...key() });
    expect(taken).toEqual({
      state: "captured",
      amount: total,
      captureRef: expect.stringMatching(/^[A-Z0-9]{17}$/),
      fee: money(217, "USD"),
    });
    expect(await gateway().look(ref)).toEqual(taken);
  });

  test("capturing twice, with one key or another, takes the money once", async () => {
    const ref = await approved();
    const input = { amount: total, ...key() };
    const [one, two] = await Promise.all([gateway().capture(ref, input), gateway().capture(ref, input)]);
    expect(two).toEqual(one);
    expect(await gateway().capture(ref, { amount: total, ...key() })).toEqual(one);
    expect((await typesAbout(ref)).filter((type) => type === "PAYMENT.CAPTURE.COMPLETED")).toHaveLength(1);
  });

  test("two captures under different keys at the same moment take the money once", async () => {
    const ref = await approved();
    const both = [0, 1].map(() => gateway().capture(ref, { amount: total, ...key() }));
    const [one, two] = await Promise.all(both);
    expect(one).toMatchObject({ state: "captured" });
    expect(two).toEqual(one);
  });

  test.each([
    ["card_declined", "INSTRUMENT_DECLINED", "declined the payment"],
    ["account_restricted", "PAYER_CANNOT_PAY", "can't be used"],
    ["transaction_refused", "TRANSACTION_REFUSED", "refused"],
  ])("%s is a decline that says %s", async (funding, code, words) => {
    const ref = await approved(funding);
    expect(await gateway().capture(ref, { amount: total, ...key() })).toMatchObject({
      state: "declined",
      code,
      message: expect.stringContaining(words),
    });
  });

  test("after a decline the page is open again, and each decline has its own reference", async () => {
    const input = { amount: total, ...key() };
    const ref = await approved("card_declined");
    const first = await gateway().capture(ref, input);
    expect(await gateway().look(ref)).toEqual({ state: "open" });
    await sandbox.control("decline", { order: ref });
    const second = await gateway().capture(ref, input);
    expect(second).toMatchObject({ state: "declined" });
    expect(second).not.toHaveProperty("declineRef", first.state === "declined" && first.declineRef);
    await sandbox.control("approve", { order: ref });
    expect(await gateway().capture(ref, input)).toMatchObject({ state: "captured" });
  });

  test("a decline whose answer was lost is the same decline", async () => {
    const ref = await approved("card_declined");
    Object.assign(sandbox.trouble, { loseAnswers: 1, at: "/capture" });
    const seen = await gateway({ timeoutMs: 300 }).capture(ref, { amount: total, ...key() });
    expect(seen).toMatchObject({ state: "declined", code: "INSTRUMENT_DECLINED" });
  });

  test("money from a bank account is processing until it clears", async () => {
    const ref = await approved("echeck");
    expect(await gateway().capture(ref, { amount: total, ...key() })).toEqual({ state: "processing" });
    expect(await gateway().look(ref)).toEqual({ state: "processing" });
    await sandbox.control("complete", { order: ref });
    expect(await gateway().look(ref)).toMatchObject({
      state: "captured",
      amount: total,
      fee: money(217, "USD"),
    });
  });

  test("money that bounces is declined for good, also when only time passes", async () => {
    const ref = await approved("echeck_denied");
    await gateway().capture(ref, { amount: total, ...key() });
    sandbox.clock.advance(4 * 86_400 + 1);
    expect(await gateway().look(ref)).toMatchObject({ state: "declined", final: true });
    expect(await typesAbout(ref)).toContain("PAYMENT.CAPTURE.DENIED");
  });

  test("capturing what nobody agreed to changes nothing", async () => {
    expect(await gateway().capture(await opened(), { amount: total, ...key() })).toEqual({ state: "open" });
  });

  test("another amount than the shopper agreed to is never taken", async () => {
    const ref = await approved();
    await expect(gateway().capture(ref, { amount: money(4821, "USD"), ...key() })).rejects.toThrow(
      "another amount",
    );
    expect(await gateway().look(ref)).toMatchObject({ state: "authorized" });
  });
});

describe("closing", () => {
  test("an open or approved order is void for us, again and again", async () => {
    for (const ref of [await opened(), await approved()]) {
      expect(await gateway().close(ref, key())).toEqual({ state: "voided" });
      expect(await gateway().close(ref, key())).toEqual({ state: "voided" });
    }
  });

  test("captured money is left alone", async () => {
    expect(await gateway().close(await captured(), key())).toMatchObject({ state: "captured" });
  });

  test("money that a bank works on is left alone", async () => {
    expect(await gateway().close(await captured("echeck"), key())).toEqual({ state: "processing" });
  });

  test("an order that nobody agreed to is forgotten by PayPal, which is the end of it", async () => {
    const ref = await opened();
    sandbox.clock.advance(3 * 3600 + 1);
    expect(await gateway().look(ref)).toEqual({ state: "expired" });
    expect(await gateway().close(ref, key())).toEqual({ state: "expired" });
    expect(await gateway().capture(ref, { amount: total, ...key() })).toEqual({ state: "expired" });
  });

  test("an approval that nobody captured lapses", async () => {
    const ref = await approved();
    sandbox.clock.advance(3 * 3600 + 1);
    expect(await gateway().look(ref)).toEqual({ state: "voided" });
    expect(await typesAbout(ref)).toContain("CHECKOUT.PAYMENT-APPROVAL.REVERSED");
  });
});

describe("refunds", () => {
  test("the same refund twice gives money back once; more than was paid is refused", async () => {
    const ref = await captured();
    const input = { amount: money(2000, "USD"), reason: "Damaged\nin transit", ...key() };
    const refund = await gateway().refund(ref, input);
    expect(refund).toEqual({ ref: expect.stringMatching(/^[A-Z0-9]{17}$/), state: "succeeded" });
    expect(await gateway().refund(ref, input)).toEqual(refund);
    const more = (amount: number) =>
      gateway().refund(ref, { ...input, amount: money(amount, "USD"), ...key() });
    await expect(more(2821)).rejects.toMatchObject({ kind: "invalid_transition" });
    await more(2820);
    await expect(more(1)).rejects.toMatchObject({ kind: "invalid_transition" });
    expect(await gateway().look(ref)).toMatchObject({ state: "captured", amount: total });
    expect(await gateway().lookRefund(refund.ref)).toEqual(refund);
  });

  test("a refund may take a while, and may fail in the end", async () => {
    const input = { amount: money(2000, "USD"), reason: "Damaged", ...key() };
    for (const [funding, end] of [
      ["refunds_pending", "succeeded"],
      ["refunds_fail", "failed"],
    ] as const) {
      const made = await gateway().refund(await captured(funding), { ...input, ...key() });
      expect(made.state).toBe("submitted");
      sandbox.clock.advance(6);
      expect(await gateway().lookRefund(made.ref)).toMatchObject({ state: end });
    }
  });

  test("a pending payment can't be given back yet, in words that say so", async () => {
    const made = await gateway().refund(await captured("echeck"), { amount: total, reason: "x", ...key() });
    expect(made).toMatchObject({ state: "failed", failureReason: expect.stringContaining("still pending") });
  });

  test("an order that PayPal has forgotten is refunded by its capture", async () => {
    const ref = await captured();
    const state = await gateway().look(ref);
    const captureRef = state.state === "captured" ? state.captureRef : "";
    const gone = "FORGOTTENORDER001";
    await expect(gateway().refund(gone, { amount: total, reason: "x", ...key() })).rejects.toMatchObject({
      kind: "not_found",
    });
    const input = { amount: total, reason: "x", captureRef, ...key() };
    expect(await gateway().refund(gone, input)).toMatchObject({ state: "succeeded" });
  });

  test("an unpaid order has nothing to give back", async () => {
    await expect(
      gateway().refund(await opened(), { amount: total, reason: "x", ...key() }),
    ).rejects.toMatchObject({ kind: "invalid_transition" });
  });
});

describe("disputes", () => {
  test("a dispute is told with its deadline, and how it ends", async () => {
    const input = order();
    const { ref } = await gateway().open(input);
    await sandbox.control("approve", { order: ref });
    await gateway().capture(ref, { amount: total, ...key() });
    const { dispute = "" } = await sandbox.control("dispute", { order: ref, amount: "12.50" });
    const told = await gateway().lookDispute(dispute);
    expect(told).toMatchObject({
      ref: dispute,
      status: "needs_response",
      paymentId: input.paymentId,
      amount: money(1250, "USD"),
      reason: "The buyer says that nothing has arrived.",
    });
    expect(told.evidenceDueAt?.getTime()).toBeGreaterThan(Date.now() + 9 * 86_400_000);
    await sandbox.control("dispute/move", { dispute, to: "under_review" });
    expect(await gateway().lookDispute(dispute)).toMatchObject({ status: "under_review" });
    await sandbox.control("dispute/move", { dispute, to: "lost" });
    expect(await gateway().lookDispute(dispute)).toMatchObject({ status: "lost" });
    await expect(gateway().lookDispute("PP-R-NOBODY-1")).rejects.toMatchObject({ kind: "not_found" });
  });
});

describe("movements", () => {
  test("payments and refunds of a span are listed, over pages and over more than 31 days", async () => {
    sandbox.clock.setOffset(400 * 86_400);
    const from = sandbox.clock.now();
    const made = [await captured(), await captured("refunds_pending"), await captured("echeck")];
    const [one = "", two = ""] = made;
    const given = await gateway().refund(one, { amount: money(2000, "USD"), reason: "x", ...key() });
    await gateway().refund(two, { amount: money(100, "USD"), reason: "x", ...key() });
    sandbox.clock.advance(40 * 86_400);
    const late = await captured();
    const to = new Date(sandbox.clock.now().getTime() + 60_000);
    const ours = await gateway().movements(new Date(from.getTime() - 1_000), to);
    const refs = async (ref: string) => {
      const state = await gateway().look(ref);
      return state.state === "captured" ? state.captureRef : "";
    };
    const captures = await Promise.all([one, two, late, made[2] ?? ""].map(refs));
    expect(new Set(ours.filter(({ kind }) => kind === "capture").map(({ ref }) => ref))).toEqual(
      new Set(captures),
    );
    expect(ours.find(({ ref }) => ref === given.ref)).toMatchObject({
      kind: "refund",
      amount: money(2000, "USD"),
      paymentId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(ours.find(({ ref }) => ref === captures[0])).toMatchObject({
      amount: total,
      fee: money(217, "USD"),
    });
    expect(await gateway().movements(to, new Date(to.getTime() + 1))).toEqual([]);
    const asked = sandbox.seen.filter(({ path }) => path.includes("/reporting/transactions"));
    expect(asked.length).toBeGreaterThanOrEqual(2);
  });
});

describe("when PayPal is in trouble", () => {
  test("one error is retried quietly, under the same request id", async () => {
    const input = order();
    Object.assign(sandbox.trouble, { errors: 1, at: "/checkout/orders" });
    const { ref } = await gateway().open(input);
    const made = posts("/checkout/orders").filter(({ body }) => body.includes(input.paymentId));
    expect(made).toHaveLength(1);
    expect(made[0]?.headers.get("paypal-request-id")).toBe(`payment:${input.paymentId}:open`);
    expect(made[0]?.answer).toContain(ref);
  });

  test("an answer that is lost on its way doesn't open a second page or take money twice", async () => {
    const impatient = gateway({ timeoutMs: 400 });
    const input = order();
    Object.assign(sandbox.trouble, { loseAnswers: 1, at: "/checkout/orders" });
    const { ref } = await impatient.open(input);
    expect(await gateway().open(input)).toMatchObject({ ref });
    await sandbox.control("approve", { order: ref });
    Object.assign(sandbox.trouble, { loseAnswers: 1, at: "/capture" });
    expect(await impatient.capture(ref, { amount: total, ...key() })).toMatchObject({ state: "captured" });
    expect((await typesAbout(ref)).filter((type) => type === "PAYMENT.CAPTURE.COMPLETED")).toHaveLength(1);
  });

  test("a token that PayPal no longer takes is renewed once", async () => {
    const one = gateway();
    const { ref } = await one.open(order());
    await sandbox.world.db.query("delete from paypal_token");
    expect(await one.look(ref)).toEqual({ state: "open" });
    const before = posts("/oauth2/token").length;
    expect(await one.look(ref)).toEqual({ state: "open" });
    expect(posts("/oauth2/token")).toHaveLength(before);
  });

  test("calls that start together share one token", async () => {
    const one = gateway();
    const before = posts("/oauth2/token").length;
    await Promise.all([0, 1, 2, 3].map(() => one.open(order())));
    expect(posts("/oauth2/token")).toHaveLength(before + 1);
  });

  test.each([
    [500, '{"name":"INTERNAL_SERVER_ERROR"}'],
    [502, "<html>Bad gateway</html>"],
    [429, '{"name":"RATE_LIMIT_REACHED","message":"Too many requests."}'],
    [409, '{"name":"RESOURCE_CONFLICT","details":[{"issue":"PREVIOUS_REQUEST_IN_PROGRESS"}]}'],
    [403, '{"name":"NOT_AUTHORIZED","details":[{"issue":"PERMISSION_DENIED"}]}'],
    [200, "not json"],
  ])("lasting trouble (%i) is provider_unavailable", async (status, body) => {
    const ref = await opened();
    Object.assign(sandbox.trouble, { errors: 2, status, body, at: "/checkout/orders" });
    await expect(gateway().look(ref)).rejects.toEqual(unavailable);
  });

  test("silence is provider_unavailable after the time-out", async () => {
    const ref = await opened();
    Object.assign(sandbox.trouble, { hangs: 2, at: "/checkout/orders" });
    const before = Date.now();
    await expect(gateway({ timeoutMs: 150 }).look(ref)).rejects.toEqual(unavailable);
    expect(Date.now() - before).toBeLessThan(3_000);
  });

  test("no server at all is provider_unavailable", async () => {
    const nobody = gateway({ apiUrl: "http://127.0.0.1:9/paypal", timeoutMs: 300 });
    await expect(nobody.open(order())).rejects.toEqual(unavailable);
  });

  test("a wrong secret is provider_unavailable, and no message shows it", async () => {
    const wrong = "this-secret-is-wrong-0123456789";
    const error: unknown = await gateway({ clientSecret: wrong })
      .open(order())
      .catch((thrown: unknown) => thrown);
    expect(error).toEqual(unavailable);
    expect(String((error as Error).cause)).not.toContain(wrong);
  });
});
