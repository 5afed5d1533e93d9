import { expect, type Locator, type Page } from "@playwright/test";

/** What stands by the door, and the lists that vans take along. */
export class HandoverPage {
  readonly scanBox: Locator;

  constructor(readonly page: Page) {
    this.scanBox = page.getByLabel("Scan a label to ship it");
  }

  async open(): Promise<void> {
    await this.page.goto("/admin/fulfilment/handover");
    await expect(this.page.getByRole("heading", { level: 1, name: "Hand-over" })).toBeVisible();
    await expect(this.scanBox).toBeEnabled();
  }

  row(shipment: string): Locator {
    return this.page.getByRole("listitem").filter({ has: this.page.getByLabel(`Ship ${shipment}`) });
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
}
