import { expect, type Locator, type Page } from "@playwright/test";

/** A product's form in the console. */
export class ProductFormPage {
  readonly save: Locator;

  constructor(readonly page: Page) {
    this.save = page.getByRole("button", { name: /^(Add|Save) the product$/ });
  }

  async openNew(): Promise<void> {
    await this.page.goto("/admin/catalogue/new");
    await this.awake();
  }

  async open(slug: string): Promise<void> {
    await this.page.goto(`/admin/catalogue/${slug}`);
    await this.awake();
  }

  /** The preview is there only once the page's script runs. */
  async awake(): Promise<void> {
    await expect(this.page.getByRole("button", { name: "Preview" })).toBeVisible();
  }

  /** A cell of the variants' table, such as "Price" of "Tall". */
  cell = (column: string, variant: string): Locator =>
    this.page.getByRole("textbox", { name: `${column} of ${variant}`, exact: true });

  async seen(choice: "Draft" | "In the shop"): Promise<void> {
    await this.page.getByRole("radio", { name: new RegExp(`^${choice}(?! later)`) }).check();
  }

  async saved(): Promise<void> {
    await this.save.click();
    await this.page.waitForURL(/[?&]saved=/);
    await expect(
      this.page
        .getByRole("status")
        .filter({ hasText: /Saved|in the catalogue/ })
        .first(),
    ).toBeVisible();
  }
}

/** Units that came in, as the warehouse would book them. */
export async function receive(page: Page, sku: string, quantity: number): Promise<void> {
  const answer = await page.request.post("/api/trpc/inventory.update", {
    data: { sku, location: "EAST", kind: "receive", quantity, reason: "First delivery" },
  });
  expect(answer.ok()).toBe(true);
}
