import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { hasSpec, openApi, type Relaxation, type Spec, specsFolder } from "@/sandbox/openapi";
import { type Form, type FormValue, parseForm } from "@/sandbox/stripe/form";
import { type RunningStripe, type Seen, startStripe } from "@/sandbox/stripe/testing";
import { newId } from "@/server/kernel/id";
import { money } from "@/server/kernel/money";
import { stripeGateway } from "./index";

const file = "spec3.2024-04-10.trim.json";
const title = hasSpec("stripe", file)
  ? "against Stripe's published description"
  : `against Stripe's published description (skipped: put spec3.json of https://github.com/stripe/openapi, as ${file}, into ${specsFolder}/stripe)`;

const relax: Relaxation[] = [
  {
    why: "The trimmed file lost what a charge's balance_transaction looks like when it is expanded.",
    apply(node, path) {
      if (!path.endsWith("schemas/charge/properties/balance_transaction")) return;
      node.type = ["string", "object", "null"];
      delete node.anyOf;
    },
  },
];

/**
 * What the SDK's pinned API version does otherwise than the description of 2024-04-10 at hand. Everything else has to fit.
 * - 2025-09-30: `ui_mode` says "hosted_page" (was "hosted").
 */
const newerWords = (json: string): string => json.replaceAll('"ui_mode":"hosted_page"', '"ui_mode":"hosted"');

/** A form has only text; these are the numbers among it. */
const numbers = new Set(["unit_amount", "quantity", "amount", "amount_to_capture"]);
const typed = (value: FormValue | number, key = ""): unknown => {
  if (Array.isArray(value)) return value.map((one) => typed(one));
  if (typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, typed(one, name)]));
  return numbers.has(key) ? Number(value) : value;
};

describe.skipIf(!hasSpec("stripe", file))(title, () => {
  let sandbox: RunningStripe;
  let spec: Spec;
  const named = (seen: Seen) => (line: string) => `${seen.method} ${seen.path} ${seen.status}: ${line}`;

  beforeAll(async () => {
    vi.stubEnv("STRIPE_SECRET_KEY", "sk_test_described");
    spec = openApi("stripe", file, { prefix: "/stripe", relax });
    sandbox = await startStripe();
    await tellWholeStory(sandbox);
  });
  afterAll(async () => {
    await sandbox?.stop();
    vi.unstubAllEnvs();
  });

  test("every request the adapter sends is one Stripe takes", () => {
    const posts = sandbox.seen.filter((seen) => seen.method === "POST" && seen.body !== "");
    expect(posts.length).toBeGreaterThan(5);
    const problems = posts.flatMap((seen) => {
      const form: Form = parseForm(seen.body.replace("ui_mode=hosted_page", "ui_mode=hosted"));
      return spec.request({ ...seen, body: typed(form) }).map(named(seen));
    });
    expect(problems).toEqual([]);
  });

  test("every answer the sandbox gives has Stripe's shape", () => {
    const problems = sandbox.seen.flatMap((seen) =>
      spec.answer(seen, seen.status, JSON.parse(newerWords(seen.answer))).map(named(seen)),
    );
    expect(new Set(sandbox.seen.map((seen) => seen.status))).toEqual(new Set([200, 400, 401, 402, 404]));
    expect(problems).toEqual([]);
  });

  test("every event has Stripe's shape, and so has the object it carries", async () => {
    const { rows } = await sandbox.world.db.query<{ body: string }>(
      "select body from stripe_events order by seq",
    );
    expect(rows.length).toBeGreaterThan(10);
    const problems = rows.flatMap(({ body }) => {
      const event = JSON.parse(newerWords(body)) as { data: { object: { object: string } } };
      // The trimmed file knows no disputes; the SDK's types hold those.
      if (event.data.object.object === "dispute") return [];
      return [...spec.value("event", event), ...spec.value(event.data.object.object, event.data.object)];
    });
    expect(problems).toEqual([]);
  });
});

/** Calls everything the adapter and a curious operator call, in every state. */
async function tellWholeStory(sandbox: RunningStripe): Promise<void> {
  const gateway = stripeGateway({
    secretKey: "sk_test_described",
    webhookSecret: "whsec_x",
    apiUrl: sandbox.apiUrl,
  });
  const total = money(1999, "EUR");
  const open = async (currency = "EUR") => {
    const { ref } = await gateway.open({
      paymentId: newId(),
      orderId: newId(),
      orderNumber: "HF-100002",
      email: "shopper@holdfast.test",
      total: money(1999, currency),
      lines: [{ title: "Linen napkin", quantity: 1, unitAmount: 1999 }],
      returnUrl: "http://localhost:3000/return",
      cancelUrl: "http://localhost:3000/cancel",
      expiresAt: new Date(Date.now() + 1_800_000),
    });
    return ref;
  };
  const key = () => ({ idempotencyKey: newId() });

  const paid = await open();
  await gateway.look(paid);
  await sandbox.control("pay", { session: paid, card: "4000000000000002" });
  await gateway.look(paid);
  await sandbox.control("pay", { session: paid, card: "4000002500003155" });
  await gateway.look(paid);
  await sandbox.control("authenticate", { session: paid, outcome: "fail" });
  await gateway.look(paid);
  await sandbox.control("pay", { session: paid, card: "4000000000005126" });
  await gateway.look(paid);
  await gateway.capture(paid, { amount: total, ...key() });
  await gateway.close(paid, key());
  const refund = await gateway.refund(paid, { amount: money(500, "EUR"), reason: "Damaged", ...key() });
  sandbox.clock.advance(10);
  await vi.waitFor(
    async () => expect(await gateway.lookRefund(refund.ref)).toMatchObject({ state: "failed" }),
    { timeout: 5_000 },
  );
  sandbox.clock.setOffset(0);
  await gateway.refund(paid, { amount: total, reason: "Cancelled", ...key() });

  const bySecure = await open();
  await sandbox.control("pay", { session: bySecure, card: "4000002500003155" });
  await sandbox.control("authenticate", { session: bySecure });
  await sandbox.control("late-fee", { session: bySecure, seconds: "60" });
  await gateway.capture(bySecure, { amount: total, ...key() });
  await gateway.look(bySecure);
  await sandbox.control("dispute", { session: bySecure });
  await gateway.refund(bySecure, { amount: total, reason: "Cancelled", ...key() }).catch(() => undefined);
  await sandbox.control("dispute-moves", { session: bySecure, to: "lost" });
  for (const outcome of ["pays", "refuses"]) {
    const byBank = await open("USD");
    await sandbox.control("pay", { session: byBank, account: "000123456789" });
    await gateway.look(byBank);
    await gateway.close(byBank, key());
    await sandbox.control("debit", { session: byBank, outcome });
    await gateway.look(byBank);
    if (outcome === "pays")
      await gateway.refund(byBank, { amount: money(100, "USD"), reason: "x", ...key() });
  }

  await gateway.close(await open(), key());
  const voided = await open();
  await sandbox.control("pay", { session: voided });
  await gateway.close(voided, key());
  await gateway.look("cs_test_nobody").catch(() => undefined);

  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${sandbox.apiUrl}/v1${path}`, { headers: { authorization: "Bearer sk_test_described" }, ...init });
  const { payment_intent: intent } = (await (await call(`/checkout/sessions/${paid}`)).json()) as {
    payment_intent: string;
  };
  const { latest_charge: charge } = (await (await call(`/payment_intents/${intent}`)).json()) as {
    latest_charge: string;
  };
  for (const path of [
    "/checkout/sessions?limit=2",
    `/checkout/sessions/${paid}?expand[]=line_items`,
    `/checkout/sessions/${paid}/line_items`,
    "/payment_intents",
    `/payment_intents/${intent}?expand[]=latest_charge`,
    `/charges/${charge}?expand[]=refunds&expand[]=balance_transaction`,
    `/charges?payment_intent=${intent}`,
    `/refunds?payment_intent=${intent}`,
    `/refunds/${refund.ref}`,
    "/events?type=charge.refunded",
    "/charges/ch_nobody",
  ])
    await call(path);
  await call("/events", { headers: {} });

  const unpaid = await open();
  await sandbox.control("pay", { session: unpaid, card: "4000000000000002" });
  const { payment_intent: declined } = (await (await call(`/checkout/sessions/${unpaid}`)).json()) as {
    payment_intent: string;
  };
  const confirm = (method: string) =>
    call(`/payment_intents/${declined}/confirm`, {
      method: "POST",
      body: new URLSearchParams({ payment_method: method }),
      headers: { authorization: "Bearer sk_test_described" },
    });
  await confirm("pm_card_chargeDeclined");
  await confirm("pm_card_visa");
  await confirm("pm_card_visa");
}
