import { expect, type Locator, type Page } from "@playwright/test";

/** Sending goods from place to place in the console, and receiving them. */
export class TransferPage {
  readonly scanner: Locator;

  constructor(readonly page: Page) {
    this.scanner = page.getByLabel("Scan an item");
  }

  async openNew(): Promise<void> {
    await this.page.goto("/admin/inventory/transfers/new");
    await expect(this.scanner).toBeFocused();
  }

  /** What a scanner does: it types, and ends with Enter. */
  async scan(code: string): Promise<void> {
    await this.scanner.focus();
    await this.page.keyboard.type(code);
    await this.page.keyboard.press("Enter");
  }

  /** Sends what is on the form and answers with the transfer's number. */
  async send(units: number): Promise<string> {
    await this.page.getByRole("button", { name: `Send ${units} ${units === 1 ? "unit" : "units"}` }).click();
    await this.page.waitForURL(/\/transfers\/TR-\d+/);
    return /TR-\d+/.exec(this.page.url())?.[0] ?? "";
  }

  async receive(units: number): Promise<void> {
    await this.page
      .getByRole("button", { name: `Receive ${units} ${units === 1 ? "unit" : "units"}` })
      .click();
    await expect(this.page.getByText(`${units} ${units === 1 ? "unit" : "units"} received`)).toBeVisible();
  }
}
