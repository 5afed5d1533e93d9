import { expect, type Locator, type Page } from "@playwright/test";

type Adjustment = {
  place: string;
  direction: "Take away" | "Add";
  units: number;
  reason: string;
  words?: string;
};

/** A SKU's page in the console. */
export class StockPage {
  readonly ledger: Locator;
  readonly units: Locator;

  constructor(readonly page: Page) {
    this.ledger = page.getByRole("table", { name: /^Ledger/ });
    this.units = page.getByLabel("Units", { exact: true });
  }

  async open(sku: string): Promise<void> {
    await this.page.goto(`/admin/inventory/${sku}`);
    await expect(this.page.getByRole("heading", { level: 1, name: sku })).toBeVisible();
  }

  /** What can be sold from the first shelf of a place. */
  async available(place: string): Promise<number> {
    const row = this.page
      .getByRole("table", { name: /^Stock of/ })
      .getByRole("row")
      .filter({ hasText: place });
    return Number(await row.first().getByRole("cell").nth(2).textContent());
  }

  async adjust({ place, direction, units, reason, words }: Adjustment): Promise<void> {
    await this.page.getByLabel("Place").selectOption(place);
    await this.page.getByLabel("Change", { exact: true }).selectOption({ label: direction });
    await this.units.fill(String(units));
    await this.page.getByLabel("Reason").selectOption(reason);
    if (words) await this.page.getByLabel(/^In your words/).fill(words);
    await this.page.getByRole("button", { name: "Adjust stock" }).click();
  }
}
