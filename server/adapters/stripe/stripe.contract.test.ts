import Stripe from "stripe";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type RunningStripe, startStripe } from "@/sandbox/stripe/testing";
import { newId } from "@/server/kernel/id";
import { money } from "@/server/kernel/money";
import type { OpenPayment } from "@/server/ports/payment-gateway";
import { stripeGateway } from "./index";

const secretKey = "sk_test_contract";
const webhookSecret = "whsec_contract_test_secret";
let sandbox: RunningStripe;

beforeAll(async () => {
  vi.stubEnv("STRIPE_SECRET_KEY", secretKey);
  vi.stubEnv("STRIPE_WEBHOOK_SECRET", webhookSecret);
  sandbox = await startStripe();
});
afterAll(async () => {
  await sandbox.stop();
  vi.unstubAllEnvs();
});
beforeEach(() => Object.assign(sandbox.trouble, { errors: 0, hangs: 0, loseAnswers: 0 }));

const gateway = (options: { timeoutMs?: number; secretKey?: string } = {}) =>
  stripeGateway({ secretKey, webhookSecret, apiUrl: sandbox.apiUrl, ...options });
const sdk = () => {
  const url = new URL(sandbox.apiUrl);
  const http = Stripe.createNodeHttpClient();
  return new Stripe(secretKey, {
    host: url.hostname,
    port: url.port,
    protocol: "http",
    telemetry: false,
    httpClient: {
      getClientName: () => "node",
      makeRequest: (host, port, path, ...rest) => http.makeRequest(host, port, `/stripe${path}`, ...rest),
    },
  });
};

const total = money(4820, "USD");
const order = (change: Partial<OpenPayment> = {}): OpenPayment => ({
  paymentId: newId(),
  orderId: newId(),
  orderNumber: "HF-100001",
  email: "shopper@holdfast.test",
  total,
  lines: [
    { title: "Oak stool", quantity: 2, unitAmount: 1900 },
    { title: "Shipping", quantity: 1, unitAmount: 1020 },
  ],
  returnUrl: "http://localhost:3000/orders/HF-100001?key=abc",
  cancelUrl: "http://localhost:3000/orders/HF-100001",
  expiresAt: new Date(Date.now() + 30 * 60_000),
  ...change,
});
const opened = async (change: Partial<OpenPayment> = {}) => (await gateway().open(order(change))).ref;
const authorized = async () => {
  const ref = await opened();
  expect(await sandbox.control("pay", { session: ref })).toMatchObject({ state: "authorized" });
  return ref;
};
const key = () => ({ idempotencyKey: `test:${newId()}` });
const sentAbout = async (ref: string) => {
  const { rows } = await sandbox.world.db.query<{ id: string }>(
    "select id from stripe_events where session = $1",
    [ref],
  );
  const ids = new Set(rows.map((row) => row.id));
  return sandbox.webhooks.filter((webhook) => ids.has(webhook.eventId));
};
const typesAbout = async (ref: string) =>
  (await sentAbout(ref)).map(({ body }) => (JSON.parse(body) as Stripe.Event).type);
const unavailable = expect.objectContaining({ kind: "provider_unavailable" });

describe("opening the hosted page", () => {
  test("gives the page's address and holds no money yet", async () => {
    const { ref, redirectUrl } = await gateway().open(order());
    expect(ref).toMatch(/^cs_test_/);
    expect(redirectUrl).toBe(`${sandbox.apiUrl}/pay/${ref}`);
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

  test("the same payment with another total is refused", async () => {
    const input = order();
    await gateway().open(input);
    const changed = {
      ...input,
      total: money(1900, "USD"),
      lines: [{ title: "Oak stool", quantity: 1, unitAmount: 1900 }],
    };
    await expect(gateway().open(changed)).rejects.toMatchObject({ kind: "idempotency_conflict" });
  });

  test("an order with a discount is charged its exact total", async () => {
    const lines = [
      { title: "Oak stool", quantity: 2, unitAmount: 2500 },
      { title: "Discount", quantity: 1, unitAmount: -180 },
    ];
    const ref = await opened({ lines });
    await sandbox.control("pay", { session: ref });
    expect(await gateway().look(ref)).toEqual({ state: "authorized", amount: total });
  });

  test("our ids travel to the session, the PaymentIntent and the charge", async () => {
    const input = order();
    const { ref } = await gateway().open(input);
    await sandbox.control("pay", { session: ref });
    const session = await sdk().checkout.sessions.retrieve(ref, { expand: ["payment_intent.latest_charge"] });
    const ids = { order_id: input.orderId, payment_id: input.paymentId };
    expect(session).toMatchObject({
      client_reference_id: input.paymentId,
      amount_total: 4820,
      success_url: `${input.returnUrl}&sid={CHECKOUT_SESSION_ID}`,
      payment_status: "unpaid",
      payment_intent: { status: "requires_capture", metadata: ids, latest_charge: { metadata: ids } },
    });
  });

  test("an amount below what cards take is refused in words for the shopper", async () => {
    const lines = [{ title: "Sticker", quantity: 1, unitAmount: 20 }];
    await expect(gateway().open(order({ total: money(20, "USD"), lines }))).rejects.toMatchObject({
      kind: "invalid_input",
    });
  });
});

describe("paying", () => {
  test("a good card holds the money, and only we take it", async () => {
    const ref = await authorized();
    expect(await gateway().look(ref)).toEqual({ state: "authorized", amount: total });
    const captured = await gateway().capture(ref, { amount: total, ...key() });
    expect(captured).toEqual({
      state: "captured",
      amount: total,
      captureRef: expect.stringMatching(/^ch_/),
      fee: money(170, "USD"),
    });
    expect(await gateway().look(ref)).toEqual(captured);
  });

  test("capturing twice takes the money once", async () => {
    const ref = await authorized();
    const input = { amount: total, ...key() };
    const [one, two] = await Promise.all([gateway().capture(ref, input), gateway().capture(ref, input)]);
    expect(two).toEqual(one);
    expect(await gateway().capture(ref, { amount: total, ...key() })).toEqual(one);
    expect((await typesAbout(ref)).filter((type) => type === "payment_intent.succeeded")).toHaveLength(1);
  });

  test("a declined card leaves the page open, and each decline has its own reference", async () => {
    const ref = await opened();
    await sandbox.control("pay", { session: ref, card: "4000000000000002" });
    const first = await gateway().look(ref);
    expect(first).toMatchObject({
      state: "declined",
      code: "generic_decline",
      message: "Your card was declined.",
    });
    await sandbox.control("pay", { session: ref, card: "4000 0000 0000 9995" });
    const second = await gateway().look(ref);
    expect(second).toMatchObject({ state: "declined", code: "insufficient_funds" });
    expect(second).not.toHaveProperty("declineRef", first.state === "declined" && first.declineRef);
    await sandbox.control("pay", { session: ref });
    expect(await gateway().look(ref)).toMatchObject({ state: "authorized" });
  });

  test("3-D Secure stays open until the bank has answered", async () => {
    const ref = await opened();
    expect(await sandbox.control("pay", { session: ref, card: "4000002500003155" })).toMatchObject({
      state: "requires_action",
    });
    expect(await gateway().look(ref)).toEqual({ state: "open" });
    await sandbox.control("authenticate", { session: ref, outcome: "fail" });
    expect(await gateway().look(ref)).toMatchObject({
      state: "declined",
      code: "payment_intent_authentication_failure",
    });
    await sandbox.control("pay", { session: ref, card: "4000002500003155" });
    await sandbox.control("authenticate", { session: ref });
    expect(await gateway().look(ref)).toMatchObject({ state: "authorized" });
  });

  test("capturing what nobody has paid changes nothing", async () => {
    const ref = await opened();
    expect(await gateway().capture(ref, { amount: total, ...key() })).toEqual({ state: "open" });
  });
});

describe("closing", () => {
  test("an open page expires and can't be paid any more", async () => {
    const ref = await opened();
    expect(await gateway().close(ref, key())).toEqual({ state: "expired" });
    expect(await gateway().close(ref, key())).toEqual({ state: "expired" });
    await sandbox.control("pay", { session: ref });
    expect(await gateway().look(ref)).toEqual({ state: "expired" });
  });

  test("a page with a declined try expires too", async () => {
    const ref = await opened();
    await sandbox.control("pay", { session: ref, card: "4000000000000002" });
    expect(await gateway().close(ref, key())).toEqual({ state: "expired" });
  });

  test("held money is released", async () => {
    const ref = await authorized();
    expect(await gateway().close(ref, key())).toEqual({ state: "voided" });
    expect(await gateway().close(ref, key())).toEqual({ state: "voided" });
    expect(await gateway().capture(ref, { amount: total, ...key() })).toEqual({ state: "voided" });
  });

  test("captured money is left alone", async () => {
    const ref = await authorized();
    await gateway().capture(ref, { amount: total, ...key() });
    expect(await gateway().close(ref, key())).toMatchObject({ state: "captured" });
  });

  test("capture and close at the same moment agree on one outcome", async () => {
    const ref = await authorized();
    await Promise.all([gateway().capture(ref, { amount: total, ...key() }), gateway().close(ref, key())]);
    const { state } = await gateway().look(ref);
    expect(["captured", "voided"]).toContain(state);
    const types = await typesAbout(ref);
    expect(
      types.filter((type) => type === "payment_intent.succeeded" || type === "payment_intent.canceled"),
    ).toHaveLength(1);
  });

  test("a page nobody uses expires by itself", async () => {
    const ref = await opened();
    sandbox.clock.advance(24 * 3600 + 1);
    try {
      await expect.poll(() => typesAbout(ref), { timeout: 5_000 }).toContain("checkout.session.expired");
      expect(await gateway().look(ref)).toEqual({ state: "expired" });
    } finally {
      sandbox.clock.setOffset(0);
    }
  });
});

describe("refunds", () => {
  const captured = async (card = "4242424242424242") => {
    const ref = await opened();
    await sandbox.control("pay", { session: ref, card });
    await gateway().capture(ref, { amount: total, ...key() });
    return ref;
  };

  test("the same refund twice gives money back once; more than was paid is refused", async () => {
    const ref = await captured();
    const input = { amount: money(2000, "USD"), reason: "Damaged", ...key() };
    const refund = await gateway().refund(ref, input);
    expect(refund).toEqual({ ref: expect.stringMatching(/^re_/), state: "succeeded" });
    expect(await gateway().refund(ref, input)).toEqual(refund);
    await expect(gateway().refund(ref, { ...input, amount: money(2821, "USD"), ...key() })).rejects.toThrow(
      "greater than unrefunded",
    );
    await gateway().refund(ref, { ...input, amount: money(2820, "USD"), ...key() });
    await expect(
      gateway().refund(ref, { ...input, amount: money(1, "USD"), ...key() }),
    ).rejects.toMatchObject({ kind: "invalid_transition" });
    expect(await gateway().look(ref)).toMatchObject({ state: "captured", amount: total });
  });

  test("a bank may fail a refund afterwards, and we are told of which payment", async () => {
    const ref = await captured("4000000000005126");
    const paymentId = (await sdk().checkout.sessions.retrieve(ref)).client_reference_id;
    const made = await gateway().refund(ref, { amount: total, reason: "Cancelled", ...key() });
    expect(made.state).toBe("succeeded");
    sandbox.clock.advance(10);
    try {
      await expect.poll(() => typesAbout(ref), { timeout: 5_000 }).toContain("refund.failed");
    } finally {
      sandbox.clock.setOffset(0);
    }
    const told = (await sentAbout(ref)).at(-1)?.body ?? "";
    const signature = Stripe.webhooks.generateTestHeaderString({ payload: told, secret: webhookSecret });
    const event = await gateway().verifyWebhook(told, new Headers({ "stripe-signature": signature }));
    expect(event).toMatchObject({ type: "refund.failed", refundRef: made.ref, paymentId });
    expect(await gateway().lookRefund(made.ref)).toEqual({
      ref: made.ref,
      state: "failed",
      failureReason: "expired_or_canceled_card",
    });
  });

  test("an unpaid page has nothing to give back", async () => {
    const ref = await opened();
    await expect(gateway().refund(ref, { amount: total, reason: "x", ...key() })).rejects.toMatchObject({
      kind: "invalid_transition",
    });
  });
});

describe("when Stripe is in trouble", () => {
  test("one error is retried quietly", async () => {
    sandbox.trouble.errors = 1;
    const ref = await opened();
    const requests = sandbox.seen.filter(
      ({ path, answer }) => path.endsWith("/checkout/sessions") && answer.includes(ref),
    );
    expect(requests).toHaveLength(1);
  });

  test("an answer that is lost on its way doesn't open a second page or take money twice", async () => {
    const impatient = gateway({ timeoutMs: 400 });
    const input = order();
    sandbox.trouble.loseAnswers = 1;
    const { ref } = await impatient.open(input);
    expect(await impatient.open(input)).toMatchObject({ ref });
    const made = sandbox.seen.filter(
      ({ method, path, body }) =>
        method === "POST" && path.endsWith("/sessions") && body.includes(input.paymentId),
    );
    expect(new Set(made.map(({ answer }) => (JSON.parse(answer) as { id: string }).id))).toEqual(
      new Set([ref]),
    );
    expect(new Set(made.map(({ headers }) => headers.get("idempotency-key")))).toEqual(
      new Set([`payment:${input.paymentId}:open`]),
    );
  });

  test.each([
    [500, '{"error":{"message":"broken"}}'],
    [503, '{"error":{"type":"api_error","message":"An unknown error occurred"}}'],
    [502, "<html>Bad gateway</html>"],
    [429, '{"error":{"type":"invalid_request_error","code":"rate_limit","message":"Too many requests"}}'],
    [409, '{"error":{"type":"idempotency_error","code":"idempotency_key_in_use","message":"In use"}}'],
  ])("lasting trouble (%i) is provider_unavailable", async (status, body) => {
    const ref = await opened();
    Object.assign(sandbox.trouble, { errors: 2, status, body });
    await expect(gateway().look(ref)).rejects.toEqual(unavailable);
  });

  test("silence is provider_unavailable after the time-out", async () => {
    const ref = await opened();
    sandbox.trouble.hangs = 2;
    const before = Date.now();
    await expect(gateway({ timeoutMs: 150 }).look(ref)).rejects.toEqual(unavailable);
    expect(Date.now() - before).toBeLessThan(3_000);
  });

  test("no server at all is provider_unavailable", async () => {
    const nobody = stripeGateway({
      secretKey,
      webhookSecret,
      apiUrl: "http://127.0.0.1:9/stripe",
      timeoutMs: 300,
    });
    await expect(nobody.open(order())).rejects.toEqual(unavailable);
  });

  test("a wrong key is provider_unavailable, and no message shows it", async () => {
    const wrong = "sk_test_this_one_is_wrong_0123456789";
    const error: unknown = await gateway({ secretKey: wrong })
      .open(order())
      .catch((thrown: unknown) => thrown);
    expect(error).toEqual(unavailable);
    expect(String((error as Error).cause)).not.toContain(wrong);
  });

  test("an unknown reference is not_found", async () => {
    await expect(gateway().look("cs_test_nobody")).rejects.toMatchObject({ kind: "not_found" });
    await expect(gateway().close("cs_test_nobody", key())).rejects.toMatchObject({ kind: "not_found" });
  });
});

describe("webhooks", () => {
  const sign = (body: string, sentAt = new Date(), secret = webhookSecret) =>
    new Headers({
      "stripe-signature": Stripe.webhooks.generateTestHeaderString({
        payload: body,
        secret,
        timestamp: Math.floor(sentAt.getTime() / 1000),
      }),
    });

  test("a payment's story is told, each event once, and names our payment", async () => {
    const input = order();
    const { ref } = await gateway().open(input);
    await sandbox.control("pay", { session: ref, card: "4000000000000002" });
    await sandbox.control("pay", { session: ref });
    await gateway().capture(ref, { amount: total, ...key() });
    await gateway().refund(ref, { amount: total, reason: "Cancelled", ...key() });
    await expect
      .poll(() => typesAbout(ref), { timeout: 5_000 })
      .toEqual([
        "payment_intent.payment_failed",
        "payment_intent.amount_capturable_updated",
        "checkout.session.completed",
        "payment_intent.succeeded",
        "charge.refunded",
      ]);
    const { stripe } = await import("@/sandbox/stripe");
    for (const { body, eventId, path } of await sentAbout(ref)) {
      const event = await gateway().verifyWebhook(
        body,
        new Headers(stripe.signWebhook?.(body, new Date()) ?? {}),
      );
      expect(event).toMatchObject({ eventId, paymentId: input.paymentId });
      if (event.type.startsWith("checkout.")) expect(event.paymentRef).toBe(ref);
      expect(path).toBe("/api/webhooks/stripe");
    }
  });

  const body = JSON.stringify({
    id: "evt_1",
    object: "event",
    type: "refund.failed",
    created: 1_800_000_000,
    data: { object: { object: "refund", id: "re_1" } },
  });

  test("a good signature is read", async () => {
    expect(await gateway().verifyWebhook(body, sign(body))).toEqual({
      eventId: "evt_1",
      type: "refund.failed",
      refundRef: "re_1",
      occurredAt: new Date(1_800_000_000_000),
    });
  });
  test("a changed body is refused", async () => {
    await expect(gateway().verifyWebhook(body.replace("re_1", "re_2"), sign(body))).rejects.toMatchObject({
      kind: "forbidden",
    });
  });
  test("another secret is refused", async () => {
    await expect(gateway().verifyWebhook(body, sign(body, new Date(), "whsec_other"))).rejects.toMatchObject({
      kind: "forbidden",
    });
  });
  test("a missing signature is refused", async () => {
    await expect(gateway().verifyWebhook(body, new Headers())).rejects.toMatchObject({ kind: "forbidden" });
  });
  test("a recorded webhook can't be played back after five minutes", async () => {
    await expect(
      gateway().verifyWebhook(body, sign(body, new Date(Date.now() - 301_000))),
    ).rejects.toMatchObject({ kind: "forbidden" });
  });
  test("a signed body that is no event is invalid_input", async () => {
    for (const odd of ["no json", "{}"])
      await expect(gateway().verifyWebhook(odd, sign(odd))).rejects.toMatchObject({ kind: "invalid_input" });
  });
});
