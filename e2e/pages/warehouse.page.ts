import { type APIRequestContext, expect, type Page } from "@playwright/test";

type Line = { sku: string; quantity: number };

/** Signs in without the form; the form has its own tests. */
export async function signInAs(
  page: Page,
  role: "warehouse" | "manager" | "admin" | "shopper",
): Promise<void> {
  const { csrfToken } = (await (await page.request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  const answer = await page.request.post("/api/auth/callback/credentials", {
    form: { csrfToken, email: `${role}@holdfast.test`, password: "holdfast-demo", json: "true" },
  });
  expect(answer.ok()).toBe(true);
}

/** An order over the HTTP contract, paid at the provider's stand-in. Resolves with its shipments once it has any. */
export async function paidOrder(
  request: APIRequestContext,
  lines: Line[],
): Promise<{ number: string; accessToken: string; shipment: string }> {
  const order = await placeOrder(request, lines);
  const open = await call<{ redirectUrl: string }>(request, "payment.process", {
    ...order,
    provider: "stripe",
  });
  const session = /cs_\w+/.exec(open.redirectUrl)?.[0];
  const paid = await request.post(`${new URL(open.redirectUrl).origin}/control/stripe/pay`, {
    data: { session },
  });
  expect(paid.ok()).toBe(true);
  let shipment = "";
  await expect
    .poll(
      async () => {
        const input = encodeURIComponent(JSON.stringify(order));
        const answer = await (await request.get(`/api/trpc/order.get?input=${input}`)).json();
        shipment = answer.result.data.shipments[0]?.number ?? "";
        return shipment;
      },
      { timeout: 30_000 },
    )
    .not.toBe("");
  return { ...order, shipment };
}

export const placeOrder = (request: APIRequestContext, lines: Line[]) =>
  call<{ number: string; accessToken: string }>(request, "order.create", {
    idempotencyKey: crypto.randomUUID(),
    customer: { email: `iris-${crypto.randomUUID().slice(0, 8)}@shop.test`, name: "Iris Marlowe" },
    lines,
    shippingAddress: {
      name: "Iris Marlowe",
      line1: "19 Elm St",
      city: "Albany",
      region: "NY",
      postalCode: "12207",
      country: "US",
    },
    shippingMethod: "standard",
  }).then(({ number, accessToken }) => ({ number, accessToken }));

async function call<Answer>(request: APIRequestContext, procedure: string, data: object): Promise<Answer> {
  const answer = await request.post(`/api/trpc/${procedure}`, { data });
  expect(answer.ok(), `${procedure}: ${await answer.text()}`).toBe(true);
  return (await answer.json()).result.data;
}
