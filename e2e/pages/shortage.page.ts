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

  /** Leaves so many units of an article for sale in EAST and none elsewhere, whatever was there before. */
  async leavesOnly(sku: string, slug: string, wanted: number): Promise<void> {
    const input = encodeURIComponent(JSON.stringify({ slug }));
    const answer = await this.page.request.get(`/api/trpc/catalogue.bySlug?input=${input}`);
    const { variants } = (await answer.json()).result.data as {
      variants: { sku: string; available: number }[];
    };
    const more = wanted - (variants.find((one) => one.sku === sku)?.available ?? 0);
    if (more === 0) return;
    const changed = await this.page.request.post("/api/trpc/inventory.update", {
      data: { sku, location: "EAST", kind: "adjust", quantity: more, reason: "Set for a test" },
    });
    expect(changed.ok(), await changed.text()).toBe(true);
  }
}
