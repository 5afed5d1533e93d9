import { expect, type Locator, type Page } from "@playwright/test";

/** The console's list of stock levels. */
export class LevelsPage {
  readonly filter: Locator;
  readonly rows: Locator;

  constructor(readonly page: Page) {
    this.filter = page.getByRole("search", { name: "Filter stock levels" });
    this.rows = page.getByRole("table", { name: "Stock levels" }).getByRole("row").filter({ hasText: "HF-" });
  }

  async open(query = ""): Promise<void> {
    await this.page.goto(`/admin/inventory${query}`);
    await expect(this.page.getByRole("heading", { level: 1, name: "Inventory" })).toBeVisible();
  }

  async show(): Promise<void> {
    await this.filter.getByRole("button", { name: "Show" }).click();
  }

  /** Chosen again if the page's script, when it wakes up, sets the choice back to what the page was sent with. */
  async choosePlace(code: string): Promise<void> {
    await expect(async () => {
      await this.filter.getByLabel("Place", { exact: true }).selectOption(code);
      await this.show();
      await expect(this.page).toHaveURL(new RegExp(`place=${code}`), { timeout: 3_000 });
    }).toPass();
  }

  async search(words: string): Promise<void> {
    await this.filter.getByRole("searchbox").fill(words);
    await this.show();
  }
}
