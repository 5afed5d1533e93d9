import { expect, type Locator, type Page } from "@playwright/test";

export class ProductPage {
  readonly addButton: Locator;
  readonly drawer: Locator;

  constructor(readonly page: Page) {
    this.addButton = page.getByRole("button", { name: "Put in the cart" });
    this.drawer = page.getByRole("dialog", { name: "In your cart" });
  }

  async open(slug: string): Promise<void> {
    await this.page.goto(`/products/${slug}`);
    await expect(this.addButton).toBeEnabled();
  }

  /** With scripts the page has buttons beside the quantity: they tell that it is awake. */
  async awake(): Promise<void> {
    await expect(this.page.getByRole("button", { name: "One more" })).toBeVisible();
  }

  async choose(quantity: number): Promise<void> {
    await this.page.getByRole("spinbutton", { name: /^Quantity of/ }).fill(String(quantity));
  }

  /** A page without scripts leads to the cart. */
  async addAndLandInCart(): Promise<void> {
    await this.addButton.click();
    await this.page.waitForURL(/\/cart\b/);
  }

  async addAndGoToCheckout(): Promise<void> {
    await this.awake();
    await this.addButton.click();
    await this.drawer.getByRole("link", { name: "Go to checkout" }).click();
    await this.page.waitForURL(/\/checkout$/);
  }
}
