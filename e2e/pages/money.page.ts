import { type APIRequestContext, expect, type Locator, type Page } from "@playwright/test";
import { readSecrets } from "@/scripts/lib/secrets";
import { e2eHome, stack } from "../stack";

/** What vendors have told the shop, and what of it still waits. */
export class WebhooksPage {
  constructor(readonly page: Page) {}

  row = (text: string): Locator => this.page.getByRole("row").filter({ hasText: text });

  async open(query = ""): Promise<void> {
    await this.page.goto(`/admin/payments/webhooks${query}`);
    await expect(this.page.getByRole("heading", { level: 1, name: "Webhooks" })).toBeVisible();
  }
}

/** Days on which our books and a provider's list are compared. */
export class ReconciliationPage {
  constructor(readonly page: Page) {}

  difference = (ref: string): Locator => this.page.getByRole("listitem").filter({ hasText: ref });

  async compareToday(): Promise<void> {
    await this.page.goto("/admin/payments/reconciliation");
    const day = this.page.getByLabel("Day (UTC)");
    await day.fill((await day.getAttribute("max")) ?? "");
    await this.page.getByLabel("Provider").selectOption("Stripe");
    await this.page.getByRole("button", { name: "Compare", exact: true }).click();
    await expect(this.page.getByRole("heading", { level: 1, name: /^Stripe, / })).toBeVisible();
  }
}

/** Money that the card provider takes for somebody else with the same account: the shop has never heard of it. */
export async function strangersPayment(
  request: APIRequestContext,
): Promise<{ session: string; charge: string }> {
  const { sandbox } = stack();
  const headers = { authorization: `Bearer ${readSecrets(e2eHome).STRIPE_SECRET_KEY}` };
  const page = await request.post(`${sandbox}/stripe/v1/checkout/sessions`, {
    headers,
    form: {
      mode: "payment",
      success_url: "https://elsewhere.test/thanks",
      "line_items[0][quantity]": 1,
      "line_items[0][price_data][currency]": "usd",
      "line_items[0][price_data][unit_amount]": 1234,
      "line_items[0][price_data][product_data][name]": "A thing of another shop",
    },
  });
  const { id: session } = (await page.json()) as { id: string };
  const paid = await request.post(`${sandbox}/control/stripe/pay`, { data: { session } });
  expect(paid.ok(), await paid.text()).toBe(true);
  const known = await request.get(`${sandbox}/stripe/v1/checkout/sessions/${session}`, {
    headers,
    params: { "expand[]": "payment_intent" },
  });
  const { payment_intent } = (await known.json()) as { payment_intent: { latest_charge: string } };
  return { session, charge: payment_intent.latest_charge };
}
