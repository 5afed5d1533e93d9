import { expect, type Locator, type Page } from "@playwright/test";

/** A purchase order, from its draft to the dock. */
export class DockPage {
  readonly scanBox: Locator;
  /** The order's number with where it stands. */
  readonly status: Locator;

  constructor(readonly page: Page) {
    this.scanBox = page.getByLabel("Scan an item");
    this.status = page.getByRole("main").locator("h1 + span");
  }

  /** Opens a draft by hand; resolves with its number once its lines can be added. */
  async draft(supplier: string, place: string): Promise<string> {
    await this.page.goto("/admin/purchasing/orders/new");
    await this.page.getByLabel("Supplier", { exact: true }).selectOption(supplier);
    await this.page.getByLabel("Deliver to").selectOption(place);
    await this.page.getByRole("button", { name: "Open a draft" }).click();
    await this.page.waitForURL(/\/orders\/PO-\d+\/edit/);
    return /PO-\d+/.exec(this.page.url())?.[0] ?? "";
  }

  async addLines(lines: readonly { sku: string; units: number }[]): Promise<void> {
    for (const [row, { sku, units }] of lines.entries()) {
      await this.page.getByLabel(`SKU of new line ${row + 1}`).fill(sku);
      await this.page.getByLabel(`Units of new line ${row + 1}`).fill(String(units));
    }
    await this.page.getByRole("button", { name: "Save the draft" }).click();
  }

  async open(number: string): Promise<void> {
    await this.page.goto(`/admin/purchasing/orders/${number}/receive`);
    await expect(this.scanBox).toBeFocused();
  }

  /** As a wedge scanner does it: keys, then Enter. */
  async scan(code: string): Promise<void> {
    await this.scanBox.focus();
    await this.page.keyboard.type(code);
    await this.page.keyboard.press("Enter");
  }

  async hears(words: string | RegExp): Promise<void> {
    await expect(this.page.locator("main [aria-live=assertive]")).toContainText(words);
  }

  /** The first entry of an article on the list. */
  entry(title: string): Locator {
    return this.page
      .getByRole("region", { name: "On the list" })
      .getByRole("listitem")
      .filter({ hasText: title })
      .first();
  }

  book(): Promise<void> {
    return this.page.getByRole("button", { name: /^Book \d+ units?/ }).click();
  }
}
