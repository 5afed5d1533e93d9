import { expect, type Page } from "@playwright/test";

/** The console's list of orders and an order's page. */
export class ConsoleOrdersPage {
  constructor(readonly page: Page) {}

  rows = () => this.page.getByRole("table", { name: "Orders" }).getByRole("row");
  row = (number: string) => this.rows().filter({ hasText: number });
  main = () => this.page.getByRole("main");
  part = (name: string) => this.page.getByRole("region", { name, exact: true });
  fact = (title: string) =>
    this.page.getByRole("list", { name: "What happened" }).getByRole("listitem").filter({ hasText: title });
  cancelButton = () => this.page.getByRole("button", { name: "Cancel order…" });

  async find(words: string): Promise<void> {
    await this.page.getByRole("searchbox", { name: /^Number, e-mail/ }).fill(words);
    await this.page.getByRole("button", { name: "Apply" }).click();
    await this.page.waitForURL(/[?&]q=/);
  }

  async open(number: string): Promise<void> {
    await this.page.goto(`/admin/orders/${number}`);
    await expect(this.page.getByRole("heading", { level: 1, name: number })).toBeVisible();
  }

  /** The dialog opens once the page is awake. */
  async askToCancel(): Promise<void> {
    await expect(async () => {
      await this.cancelButton().click();
      await expect(this.page.getByRole("dialog")).toBeVisible({ timeout: 1_000 });
    }).toPass();
  }
}
