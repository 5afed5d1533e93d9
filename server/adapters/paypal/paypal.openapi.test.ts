import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { hasSpec, openApi, type Spec, specsFolder } from "@/sandbox/openapi";
import { type RunningPaypal, type Seen, startPaypal } from "@/sandbox/paypal/testing";
import { newId } from "@/server/kernel/id";
import { money } from "@/server/kernel/money";
import { paypalGateway } from "./index";

const files = ["checkout_orders_v2.json", "payments_payment_v2.json", "notifications_webhooks_v1.json"];
const there = files.every((file) => hasSpec("paypal", file));
const title = there
  ? "against PayPal's published descriptions"
  : `against PayPal's published descriptions (skipped: put ${files.join(", ")} of https://github.com/paypal/paypal-rest-api-specifications into ${specsFolder}/paypal)`;

describe.skipIf(!there)(title, () => {
  let sandbox: RunningPaypal;
  let specs: Record<"orders" | "payments" | "webhooks", Spec>;
  /** Token, disputes and Transaction Search are in none of the three files. */
  const described = (): [Seen, Spec][] =>
    sandbox.seen.flatMap((seen) => {
      if (seen.path.includes("/v2/checkout/")) return [[seen, specs.orders] as [Seen, Spec]];
      if (seen.path.includes("/v2/payments/")) return [[seen, specs.payments] as [Seen, Spec]];
      return [];
    });
  const named = (seen: Seen) => (line: string) => `${seen.method} ${seen.path} ${seen.status}: ${line}`;

  beforeAll(async () => {
    const [orders = "", payments = "", webhooks = ""] = files;
    const read = (file: string) => openApi("paypal", file, { prefix: "/paypal" });
    specs = { orders: read(orders), payments: read(payments), webhooks: read(webhooks) };
    sandbox = await startPaypal();
    await tellWholeStory(sandbox);
  });
  afterAll(() => sandbox?.stop());

  test("every request the adapter sends is one PayPal takes", () => {
    const sent = described().filter(([seen]) => seen.status !== 400);
    expect(new Set(sent.map(([{ method, path }]) => `${method} ${path.split("/")[2]}`)).size).toBeGreaterThan(
      1,
    );
    const problems = sent.flatMap(([seen, spec]) =>
      spec.request({ ...seen, body: seen.body === "" ? undefined : JSON.parse(seen.body) }).map(named(seen)),
    );
    expect(problems).toEqual([]);
  });

  test("every answer the sandbox gives has PayPal's shape", () => {
    const answers = described();
    expect(new Set(answers.map(([{ status }]) => status))).toEqual(new Set([200, 201, 400, 401, 404, 422]));
    const problems = answers.flatMap(([seen, spec]) =>
      spec.answer(seen, seen.status, JSON.parse(seen.answer)).map(named(seen)),
    );
    expect(problems).toEqual([]);
  });

  test("every webhook has PayPal's shape, and so has the object it carries", () => {
    expect(sandbox.webhooks.length).toBeGreaterThan(6);
    const problems = sandbox.webhooks.flatMap(({ body }) => {
      const event = JSON.parse(body) as {
        event_type: string;
        resource_type: string;
        resource: { id?: string };
      };
      const carried =
        event.resource_type === "capture"
          ? specs.payments.value("capture-2", event.resource)
          : event.resource_type === "refund"
            ? specs.payments.value("refund", event.resource)
            : event.resource_type === "checkout-order" && event.resource.id
              ? specs.orders.value("order", event.resource)
              : [];
      return [...specs.webhooks.value("event", event), ...carried].map(
        (line) => `${event.event_type}: ${line}`,
      );
    });
    expect(problems).toEqual([]);
  });
});

/** Calls everything the adapter and a curious operator call, in every state. */
async function tellWholeStory(sandbox: RunningPaypal): Promise<void> {
  const gateway = paypalGateway({
    clientId: "sandbox-paypal-client",
    clientSecret: "sandbox-paypal-secret",
    webhookId: "SANDBOXWEBHOOK001",
    apiUrl: sandbox.apiUrl,
    now: () => sandbox.clock.now(),
  });
  const total = money(1999, "EUR");
  const open = async (change: object = {}) => {
    const { ref } = await gateway.open({
      paymentId: newId(),
      orderId: newId(),
      orderNumber: "HF-100002",
      email: "shopper@holdfast.test",
      total,
      lines: [],
      breakdown: {
        goods: [
          { title: "Linen napkin ".repeat(20), sku: "NAP-1", quantity: 3, unitAmount: 533 },
          { title: "Gift", quantity: 1, unitAmount: 0 },
        ],
        discount: 100,
        shipping: 400,
        tax: 100,
      },
      shipTo: {
        name: "Ada Moreno",
        line1: "Straße 1",
        line2: "Hinterhaus",
        city: "Berlin",
        postalCode: "10115",
        country: "DE",
      },
      returnUrl: "http://localhost:3000/return?key=a",
      cancelUrl: "http://localhost:3000/cancel",
      expiresAt: new Date(Date.now() + 1_800_000),
      ...change,
    });
    return ref;
  };
  const key = () => ({ idempotencyKey: newId() });
  const captured = async (funding: string) => {
    const ref = await open();
    await gateway.look(ref);
    await sandbox.control("approve", { order: ref, funding });
    await gateway.look(ref);
    await gateway.capture(ref, { amount: total, ...key() });
    await gateway.look(ref);
    return ref;
  };

  const paid = await captured("balance");
  await gateway.refund(paid, { amount: money(500, "EUR"), reason: "Damaged", ...key() });
  await gateway.look(paid);
  await sandbox.control("dispute", { order: paid, amount: "5.00" });
  await gateway.refund(paid, { amount: money(1, "EUR"), reason: "Some", ...key() });
  await gateway.refund(paid, { amount: money(9999, "EUR"), reason: "All", ...key() }).catch(() => undefined);
  await gateway.refund(paid, { amount: money(1499, "EUR"), reason: "Rest", ...key() });
  await gateway.look(paid);
  for (const funding of ["card_declined", "account_restricted", "transaction_refused"])
    await captured(funding);
  const slow = await captured("echeck");
  await gateway.refund(slow, { amount: total, reason: "x", ...key() });
  await sandbox.control("complete", { order: slow });
  await gateway.look(slow);
  const denied = await captured("echeck_denied");
  await sandbox.control("deny", { order: denied });
  await gateway.look(denied);
  for (const funding of ["refunds_pending", "refunds_fail"]) {
    const made = await gateway.refund(await captured(funding), { amount: total, reason: "x", ...key() });
    await gateway.lookRefund(made.ref);
    sandbox.clock.advance(6);
    await gateway.lookRefund(made.ref);
  }
  await gateway.close(await open(), key());
  const lapsed = await open();
  await sandbox.control("approve", { order: lapsed });
  sandbox.clock.advance(4 * 3600);
  await gateway.look(lapsed);
  await gateway.look("NOBODY00000000001");
  await gateway.lookRefund("NOBODY00000000001").catch(() => undefined);
  const odd = { name: "A", line1: "B", city: "C", postalCode: "1", country: "deu" };
  await open({ shipTo: odd });
  await open({ breakdown: undefined, total: money(500, "KWD") }).catch(() => undefined);
  await fetch(`${sandbox.apiUrl}/v2/checkout/orders/${paid}`);

  const order = (await (await sandbox.api(`/v2/checkout/orders/${slow}`)).json()) as {
    purchase_units: { payments: { captures: { id: string }[] } }[];
  };
  await sandbox.api(`/v2/payments/captures/${order.purchase_units[0]?.payments.captures[0]?.id}`);
  // The short answer, and what a second capture and one without the shopper's leave are told.
  const capture = (ref: string) =>
    sandbox.api(`/v2/checkout/orders/${ref}/capture`, { method: "POST", body: "{}" });
  await capture(slow);
  const last = await open();
  await capture(last);
  await sandbox.control("approve", { order: last });
  await capture(last);
  await vi.waitFor(() => expect(sandbox.webhooks.length).toBeGreaterThan(10), { timeout: 5_000 });
}
