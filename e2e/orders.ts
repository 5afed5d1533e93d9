import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { cards, HostedPayment } from "./pages/checkout.page";

type Placed = { number: string; accessToken: string; email: string };

/** Places an order over the HTTP contract, as an outside caller would. */
export async function placeOrder(
  request: APIRequestContext,
  sku = "HF-MUG-OAT",
  email = `e2e-${crypto.randomUUID().slice(0, 8)}@example.com`,
): Promise<Placed> {
  const { number, accessToken } = await call<Placed>(request, "order.create", {
    idempotencyKey: crypto.randomUUID(),
    customer: { email, name: "Iris Marlowe" },
    lines: [{ sku, quantity: 1 }],
    shippingAddress: {
      name: "Iris Marlowe",
      line1: "19 Elm St",
      city: "Albany",
      region: "NY",
      postalCode: "12207",
      country: "US",
    },
    shippingMethod: "standard",
  });
  return { number, accessToken, email };
}

/** Pays for it on the provider's page, or is declined there. */
export async function payOrder(page: Page, { number, accessToken }: Placed, card: string): Promise<void> {
  const { redirectUrl } = await call<{ redirectUrl: string }>(page.request, "payment.process", {
    number,
    accessToken,
    provider: "stripe",
  });
  await page.goto(redirectUrl);
  await new HostedPayment(page).pay(card);
  // A good card leads back to the shop; a declined one is told on the provider's page.
  if (card === cards.declined) await expect(page.getByText(/declined/i).first()).toBeVisible();
  else await page.waitForURL(/\/orders\/HF-/);
}

async function call<T>(request: APIRequestContext, procedure: string, input: object): Promise<T> {
  const response = await request.post(`/api/trpc/${procedure}`, { data: input });
  const answer = (await response.json()) as { result?: { data: T }; error?: { message: string } };
  if (!answer.result) throw new Error(`${procedure}: ${answer.error?.message ?? response.status()}`);
  return answer.result.data;
}
