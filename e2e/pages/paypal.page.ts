import { expect, type Page } from "@playwright/test";

/** PayPal's own page, where the shopper agrees to the payment. */
export class PaypalPage {
  constructor(readonly page: Page) {}

  agree = () => this.page.getByRole("button", { name: /^Agree and pay \$/ });
  shown = () => expect(this.agree()).toBeVisible();
  back = () => this.page.getByRole("link", { name: "Cancel and return to the shop" }).click();

  /** `from`: the beginning of what stands beside the choice. */
  async payFrom(from: string): Promise<void> {
    await this.page.getByRole("radio", { name: new RegExp(`^${from}`) }).check();
    await this.agree().click();
  }
}
