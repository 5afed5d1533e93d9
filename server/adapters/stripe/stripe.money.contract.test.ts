import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type RunningStripe, startStripe } from "@/sandbox/stripe/testing";
import { newId } from "@/server/kernel/id";
import { money } from "@/server/kernel/money";
import { stripeClient } from "./client";
import { stripeGateway } from "./index";
import { stripeMovements } from "./movements";

const secretKey = "sk_test_contract_money";
const webhookSecret = "whsec_contract_money_secret";
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
beforeEach(() => {
  Object.assign(sandbox.trouble, { errors: 0, hangs: 0, loseAnswers: 0 });
  sandbox.clock.setOffset(0);
});

const options = () => ({ secretKey, webhookSecret, apiUrl: sandbox.apiUrl });
const gateway = () => stripeGateway({ ...options(), timeoutMs: 500 });
const total = money(4820, "USD");
const key = () => ({ idempotencyKey: `test:${newId()}` });

async function opened(currency = "USD"): Promise<{ ref: string; paymentId: string }> {
  const paymentId = newId();
  const { ref } = await gateway().open({
    paymentId,
    orderId: newId(),
    orderNumber: "HF-100001",
    email: "shopper@holdfast.test",
    total: money(4820, currency),
    lines: [{ title: "Oak stool", quantity: 1, unitAmount: 4820 }],
    returnUrl: "http://localhost:3000/return",
    cancelUrl: "http://localhost:3000/cancel",
    expiresAt: new Date(Date.now() + 30 * 60_000),
  });
  return { ref, paymentId };
}
async function captured(card = "4242424242424242") {
  const page = await opened();
  await sandbox.control("pay", { session: page.ref, card });
  await gateway().capture(page.ref, { amount: total, ...key() });
  return page;
}
/** Stripe counts time in seconds. */
const thisSecond = () => new Date(Math.floor(sandbox.world.now().getTime() / 1000) * 1000);
const typesAbout = async (ref: string) => {
  const { rows } = await sandbox.world.db.query<{ type: string }>(
    "select type from stripe_events where session = $1 order by seq",
    [ref],
  );
  return rows.map((row) => row.type);
};

describe("3-D Secure", () => {
  const asks = "4000002500003155";

  test("a shopper who passes the bank's question has the money set aside, and we take it", async () => {
    const { ref } = await opened();
    expect(await sandbox.control("pay", { session: ref, card: asks })).toMatchObject({
      state: "requires_action",
    });
    expect(await gateway().look(ref)).toEqual({ state: "open" });
    await sandbox.control("authenticate", { session: ref });
    expect(await gateway().look(ref)).toEqual({ state: "authorized", amount: total });
  });

  test("one who fails it is declined and may try again on the page", async () => {
    const { ref } = await opened();
    await sandbox.control("pay", { session: ref, card: asks });
    await sandbox.control("authenticate", { session: ref, outcome: "fail" });
    const declined = await gateway().look(ref);
    expect(declined).toMatchObject({ state: "declined", code: "payment_intent_authentication_failure" });
    expect(declined).not.toHaveProperty("final");
    await sandbox.control("pay", { session: ref });
    expect(await gateway().look(ref)).toMatchObject({ state: "authorized" });
  });

  test("one who walks away leaves an open page, which can be shut", async () => {
    const { ref } = await opened();
    await sandbox.control("pay", { session: ref, card: asks });
    expect(await gateway().look(ref)).toEqual({ state: "open" });
    expect(await gateway().close(ref, key())).toEqual({ state: "expired" });
    await sandbox.control("authenticate", { session: ref });
    expect(await gateway().look(ref)).toEqual({ state: "expired" });
  });
});

describe("a bank debit", () => {
  test("is processing for days, can't be called off, and is captured when the bank pays", async () => {
    const { ref } = await opened();
    await sandbox.control("pay", { session: ref, account: "000123456789" });
    expect(await gateway().look(ref)).toEqual({ state: "processing" });
    expect(await gateway().close(ref, key())).toEqual({ state: "processing" });
    expect(await gateway().capture(ref, { amount: total, ...key() })).toEqual({ state: "processing" });

    sandbox.clock.setOffset(3 * 86_400 + 1);
    expect(await gateway().look(ref)).toEqual({
      state: "captured",
      amount: total,
      captureRef: expect.stringMatching(/^py_/),
      fee: money(39, "USD"),
    });
    expect(await typesAbout(ref)).toEqual([
      "payment_intent.created",
      "charge.pending",
      "payment_intent.processing",
      "checkout.session.completed",
      "charge.succeeded",
      "payment_intent.succeeded",
      "checkout.session.async_payment_succeeded",
    ]);
  });

  test("that the bank refuses is declined for good: its page takes no second try", async () => {
    const { ref } = await opened();
    await sandbox.control("pay", { session: ref, account: "000222222227" });
    sandbox.clock.setOffset(3 * 86_400 + 1);
    expect(await gateway().look(ref)).toMatchObject({
      state: "declined",
      final: true,
      code: "insufficient_funds",
      declineRef: expect.stringMatching(/^py_/),
    });
  });

  test("is not offered in other currencies than the bank's", async () => {
    const page = async (currency: string) =>
      (await fetch(`${sandbox.apiUrl}/pay/${(await opened(currency)).ref}`)).text();
    expect(await page("EUR")).not.toContain("bank account");
    expect(await page("USD")).toContain("Pay from a US bank account");
  });

  test("on the hosted page: a wrong account is pointed out, a good one goes back to the shop", async () => {
    const { ref } = await opened();
    const send = (fields: Record<string, string>) =>
      fetch(`${sandbox.apiUrl}/pay/${ref}`, {
        method: "POST",
        body: new URLSearchParams({ routing: "110000000", holder: "Ada Moreno", ...fields }),
        redirect: "manual",
      });
    const wrong = await send({ account: "12345" });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('id="account-problem"');
    const good = await send({ account: "000123456789" });
    expect(good.headers.get("location")).toBe(`http://localhost:3000/return?sid=${ref}`);
    expect(await (await fetch(`${sandbox.apiUrl}/pay/${ref}`)).text()).toContain(
      "Your bank is working on it",
    );
  });
});

describe("the fee", () => {
  test("that Stripe books later is told later, with an event of its own", async () => {
    const { ref } = await opened();
    await sandbox.control("pay", { session: ref });
    await sandbox.control("late-fee", { session: ref, seconds: "60" });
    const taken = await gateway().capture(ref, { amount: total, ...key() });
    expect(taken).toMatchObject({ state: "captured" });
    expect(taken).not.toHaveProperty("fee");
    sandbox.clock.setOffset(61);
    expect(await gateway().look(ref)).toMatchObject({ state: "captured", fee: money(170, "USD") });
    expect((await typesAbout(ref)).at(-1)).toBe("charge.updated");
  });
});

describe("disputes", () => {
  const refOf = async (session: string) =>
    String((await sandbox.control("dispute", { session, reason: "product_not_received" })).dispute);

  test("name our payment, the amount, the reason in words and the day by which to answer", async () => {
    const { ref, paymentId } = await captured();
    const dispute = await gateway().lookDispute(await refOf(ref));
    expect(dispute).toMatchObject({
      paymentId,
      status: "needs_response",
      amount: total,
      reason: "They say the goods have not arrived",
    });
    expect(
      Math.round(((dispute.evidenceDueAt?.getTime() ?? 0) - dispute.openedAt.getTime()) / 86_400_000),
    ).toBe(10);
  });

  test("go through review to won or lost, and the shop hears of every step", async () => {
    const { ref } = await captured();
    const id = await refOf(ref);
    const state = async () => (await gateway().lookDispute(id)).status;
    await sandbox.control("dispute-moves", { session: ref, to: "under_review" });
    expect(await state()).toBe("under_review");
    await sandbox.control("dispute-moves", { session: ref, to: "won" });
    expect(await state()).toBe("won");
    expect((await typesAbout(ref)).filter((type) => type.startsWith("charge.dispute"))).toEqual([
      "charge.dispute.created",
      "charge.dispute.funds_withdrawn",
      "charge.dispute.updated",
      "charge.dispute.funds_reinstated",
      "charge.dispute.closed",
    ]);
    const { ref: other } = await captured();
    const lost = await refOf(other);
    await sandbox.control("dispute-moves", { session: other, to: "lost" });
    expect((await gateway().lookDispute(lost)).status).toBe("lost");
  });

  test("of the card that is always disputed begin by themselves, once the money was taken", async () => {
    const { ref } = await captured("4000000000000259");
    sandbox.clock.setOffset(10);
    await gateway().look(ref);
    expect(await typesAbout(ref)).toContain("charge.dispute.created");
  });

  test("are named by their webhooks", async () => {
    const { ref } = await captured();
    const id = await refOf(ref);
    const { stripe } = await import("@/sandbox/stripe");
    await expect
      .poll(() => sandbox.webhooks.filter((one) => one.body.includes(id)).length, { timeout: 5_000 })
      .toBe(2);
    for (const { body } of sandbox.webhooks.filter((one) => one.body.includes(id)))
      expect(
        await gateway().verifyWebhook(body, new Headers(stripe.signWebhook?.(body, new Date()))),
      ).toMatchObject({ disputeRef: id });
  });

  test("keep the payment from being refunded, in words", async () => {
    const { ref } = await captured();
    await refOf(ref);
    await expect(
      gateway().refund(ref, { amount: total, reason: "Kindness", ...key() }),
    ).rejects.toMatchObject({ kind: "invalid_transition", message: expect.stringContaining("charged back") });
  });

  test("that Stripe does not know are not found; a Stripe that is down is unavailable", async () => {
    await expect(gateway().lookDispute("dp_nobody")).rejects.toMatchObject({ kind: "not_found" });
    sandbox.trouble.errors = 9;
    await expect(gateway().lookDispute("dp_nobody")).rejects.toMatchObject({ kind: "provider_unavailable" });
  });
});

describe("the provider's own list", () => {
  test("has every capture and refund of a span, with our payment's id and the fee, and nothing else", async () => {
    sandbox.clock.setOffset(10 * 86_400);
    const from = thisSecond();
    const { ref, paymentId } = await captured();
    const back = await gateway().refund(ref, { amount: money(500, "USD"), reason: "Damaged", ...key() });
    const disputed = await captured();
    await sandbox.control("dispute", { session: disputed.ref });
    const waiting = await opened();
    await sandbox.control("pay", { session: waiting.ref });

    const state = await gateway().look(ref);
    const to = new Date(sandbox.world.now().getTime() + 1_000);
    // Debits that other tests left with the bank may be answered meanwhile.
    const ours = [paymentId, disputed.paymentId, waiting.paymentId];
    const found = (await gateway().movements(from, to)).filter((one) => ours.includes(one.paymentId ?? ""));
    expect(found).toHaveLength(3);
    expect(found.filter((one) => one.paymentId === paymentId)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: "capture",
          ref: state.state === "captured" ? state.captureRef : "",
          amount: total,
          fee: money(170, "USD"),
        }),
        expect.objectContaining({ kind: "refund", ref: back.ref, amount: money(500, "USD") }),
      ]),
    );
  });

  test("follows the pages to their end", async () => {
    sandbox.clock.setOffset(20 * 86_400);
    const from = thisSecond();
    const made: string[] = [];
    for (let n = 0; n < 5; n++) made.push((await captured()).paymentId);
    const to = new Date(sandbox.world.now().getTime() + 1_000);
    const found = await stripeMovements(stripeClient(options()), from, to, 2);
    expect(found.map((one) => one.paymentId)).toEqual(expect.arrayContaining(made));
    expect(new Set(found.map((one) => one.ref)).size).toBe(found.length);
    expect(sandbox.seen.filter((one) => one.path.includes("starting_after")).length).toBeGreaterThan(1);
  });

  test("leaves out a refund that came back", async () => {
    sandbox.clock.setOffset(30 * 86_400);
    const from = thisSecond();
    const { ref, paymentId } = await captured("4000000000005126");
    await gateway().refund(ref, { amount: total, reason: "Returned", ...key() });
    const span = async () =>
      (await gateway().movements(from, new Date(sandbox.world.now().getTime() + 1_000)))
        .filter((one) => one.paymentId === paymentId)
        .map((one) => one.kind);
    expect((await span()).sort()).toEqual(["capture", "refund"]);
    sandbox.clock.setOffset(30 * 86_400 + 10);
    await gateway().look(ref);
    expect(await span()).toEqual(["capture"]);
  });

  test("a list that can't be read to its end is unavailable, never half a list", async () => {
    sandbox.trouble.errors = 9;
    await expect(gateway().movements(new Date(0), new Date())).rejects.toMatchObject({
      kind: "provider_unavailable",
    });
  });
});
