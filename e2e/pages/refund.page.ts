import { expect, type Locator, type Page } from "@playwright/test";

/** Giving money back on an order's page. */
export class RefundPage {
  constructor(readonly page: Page) {}

  get dialog(): Locator {
    return this.page.getByRole("dialog", { name: /^Refund order/ });
  }
  entry = (amount: string): Locator =>
    this.page.getByRole("region", { name: /^Refund / }).filter({ hasText: amount });

  async open(order: string): Promise<void> {
    await this.page.goto(`/admin/orders/${order}`);
    await this.page.getByRole("button", { name: "Refund…" }).click();
    await expect(this.dialog).toBeVisible();
  }
}
