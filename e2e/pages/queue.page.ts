import { expect, type Locator, type Page } from "@playwright/test";

/** The queue of shipments, on a handheld or on the office's wall. */
export class QueuePage {
  readonly live: Locator;
  readonly takeNext: Locator;
  readonly startWalk: Locator;

  constructor(readonly page: Page) {
    this.live = page.getByRole("status").filter({ hasText: "Live" });
    this.takeNext = page.getByRole("button", { name: /^Take next/ });
    this.startWalk = page.getByRole("button", { name: /^(Start a walk|Walk for)/ });
  }

  async open(query = ""): Promise<void> {
    await this.page.goto(`/admin/fulfilment${query}`);
    await expect(this.live).toBeVisible();
  }

  /** A shipment's row at a desk. */
  row(shipment: string): Locator {
    return this.page.getByRole("row").filter({ hasText: shipment });
  }

  /** By keys alone: from where "Skip to content" leads, along the page's own controls. */
  async press(button: Locator): Promise<void> {
    await this.page.locator("#main").focus();
    for (let i = 0; i < 12; i += 1) {
      await this.page.keyboard.press("Tab");
      if (await button.evaluate((node) => node === document.activeElement)) break;
    }
    await expect(button).toBeFocused();
    await this.page.keyboard.press("Enter");
  }
}
