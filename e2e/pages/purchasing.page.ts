import { expect, type Locator, type Page } from "@playwright/test";

/** What is low, the rules behind it and whom we buy from. */
export class PurchasingPage {
  readonly low: Locator;
  readonly rules: Locator;

  constructor(readonly page: Page) {
    this.low = page.getByRole("table", { name: /^Low now/ });
    this.rules = page.getByRole("table", { name: /^Reorder rules/ });
  }

  rule(sku: string, place: string): Locator {
    return this.rules.getByRole("row").filter({ hasText: sku }).filter({ hasText: place });
  }

  lowRow(sku: string, place: string): Locator {
    return this.low.getByRole("row").filter({ hasText: sku }).filter({ hasText: place });
  }

  async changeRule(sku: string, place: string, marks: { point: string; upTo: string }): Promise<void> {
    await this.page.goto(`/admin/purchasing/rules?q=${sku}`);
    await this.page.getByRole("link", { name: `Change the rule for ${sku} at ${place}` }).click();
    await this.page.getByLabel("Reorder below").fill(marks.point);
    await this.page.getByLabel("Fill up to").fill(marks.upTo);
    await this.page.getByRole("button", { name: "Save the rule" }).click();
  }

  async addSupplier(code: string, name: string): Promise<void> {
    await this.page.goto("/admin/purchasing/suppliers");
    await this.page.getByRole("link", { name: "New supplier" }).click();
    await this.page.getByLabel("Name").fill(name);
    await this.page.getByLabel("Code").fill(code);
    await this.page.getByLabel("Lead time in days").fill("4");
    await this.page.getByRole("button", { name: "Add the supplier" }).click();
    await expect(this.page.getByRole("heading", { level: 1, name })).toBeVisible();
  }
}
