import { expect, type Page } from "@playwright/test";

export class OrderPage {
  constructor(readonly page: Page) {}

  title = () => this.page.getByRole("heading", { level: 1 });
  tryAgain = () => this.page.getByRole("button", { name: /^(Try again and pay|Order again for)/ });
  pay = () => this.page.getByRole("button", { name: /^Pay \$/ });
  shown = () => this.page.waitForURL(/\/orders\/HF-\d+\?key=/);
  number = (): string => /HF-\d+/.exec(this.page.url())?.[0] ?? "";

  /** The page looks again by itself; without scripts its reader does. */
  async becomes(title: string | RegExp, { scripts = true } = {}): Promise<void> {
    if (scripts) return expect(this.title()).toHaveText(title, { timeout: 30_000 });
    await expect(async () => {
      await this.page.reload();
      await expect(this.title()).toHaveText(title, { timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
  }

  async cancel(): Promise<void> {
    await this.page.getByRole("link", { name: "Cancel this order…" }).click();
    await this.page.getByRole("button", { name: "Cancel the order" }).click();
    await expect(this.title()).toHaveText("You cancelled this order");
  }
}
