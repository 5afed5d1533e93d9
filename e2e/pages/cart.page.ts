import type { Page } from "@playwright/test";

export class CartPage {
  constructor(readonly page: Page) {}

  open = () => this.page.goto("/cart");
  quantity = () => this.page.getByRole("spinbutton", { name: /^Quantity of/ });
  line = (name: string) => this.page.getByRole("listitem").filter({ hasText: name });
  takeWhatIsLeft = () => this.page.getByRole("button", { name: "Take what is left" }).click();

  async goToCheckout(): Promise<void> {
    await this.page.getByRole("link", { name: "Go to checkout" }).click();
    await this.page.waitForURL(/\/checkout$/);
  }
}
