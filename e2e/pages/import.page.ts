import { expect, type Locator, type Page } from "@playwright/test";

const head =
  "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price,Variant Compare At Price";

/** A product file as Shopify writes it, of lines in the order of its columns. */
export const productFile = (...lines: string[]): Buffer => Buffer.from([head, ...lines, ""].join("\r\n"));

/** Import and export in the console. */
export class ImportPage {
  readonly confirm: Locator;

  constructor(readonly page: Page) {
    this.confirm = page.getByRole("button", { name: /^Import \d/ });
  }

  async open(): Promise<void> {
    await this.page.goto("/admin/catalogue/import");
  }

  async upload(buffer: Buffer, name = "products.csv"): Promise<void> {
    await this.page.getByLabel("Product file (CSV)").setInputFiles({ name, mimeType: "text/csv", buffer });
    await this.page.getByRole("button", { name: "Read the file" }).click();
    await this.page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
    await expect(this.page.getByRole("heading", { level: 1, name })).toBeVisible();
  }

  /** One of the four numbers: "New", "Changed", "As they are", "With errors". */
  figure(label: string): Locator {
    return this.page.locator("dl > div").filter({ hasText: label }).getByRole("definition");
  }

  async done(): Promise<void> {
    await expect(this.page.getByRole("link", { name: "Open the catalogue" })).toBeVisible({
      timeout: 60_000,
    });
  }
}
