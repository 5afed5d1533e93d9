import { expect, type Locator, type Page } from "@playwright/test";

/** What a picker reports of a shelf, and what a manager decides about it. */
export class ShortagePage {
  readonly dialog: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole("dialog");
  }

  /** Reports by keyboard that so many good ones of an article were found, and the others missing. */
  async report(article: string, found: number): Promise<void> {
    await this.page.getByRole("button", { name: new RegExp(`^${article}.* is not here$`) }).press("Enter");
    const count = this.dialog.getByLabel("How many good ones do you find?");
    await count.fill(String(found));
    await count.press("Enter");
    await expect(this.dialog.getByRole("heading", { name: "Noted" })).toBeVisible();
  }

  hears(words: string | RegExp): Promise<void> {
    return expect(this.dialog.getByRole("status")).toContainText(words);
  }

  async goOn(): Promise<void> {
    await this.dialog.getByRole("button", { name: "Go on picking" }).click();
    await expect(this.dialog).toBeHidden();
  }

  /** The row of an order on the list of backorders. */
  waiting(order: string): Locator {
    return this.page.getByRole("table", { name: "Backorders" }).getByRole("row").filter({ hasText: order });
  }

  /** Sets a shelf to this many units, as a manager's count does. */
  async shelfHolds(sku: string, location: string, quantity: number): Promise<void> {
    const answer = await this.page.request.post("/api/trpc/inventory.update", {
      data: { sku, location, kind: "count", quantity, reason: "Counted for a test" },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
  }
}
