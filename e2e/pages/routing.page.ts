import { expect, type Locator, type Page } from "@playwright/test";

/** The rules of routing and the form that tries them. */
export class RoutingPage {
  readonly answer: Locator;
  readonly show: Locator;

  constructor(readonly page: Page) {
    this.answer = page.getByRole("region", { name: "What would be chosen" });
    this.show = page.getByRole("button", { name: "Show what would be chosen" });
  }

  async open(): Promise<void> {
    await this.page.goto("/admin/fulfilment/routing");
    await expect(this.page.getByRole("heading", { level: 1, name: "Routing" })).toBeVisible();
  }

  /** Fills the form and sends it; each line goes into the free row, which the answer makes room for. */
  async try(postalCode: string, lines: readonly { sku: string; quantity: number }[]): Promise<void> {
    await this.page.getByLabel("Postcode").fill(postalCode);
    for (const [i, { sku, quantity }] of lines.entries()) {
      await this.page.getByLabel(`SKU, line ${i + 1}`, { exact: true }).fill(sku);
      await this.page.getByLabel(`Units, line ${i + 1}`, { exact: true }).fill(String(quantity));
    }
    await this.show.click();
  }

  /** A weight of the try, or of the rules as they are saved. */
  weight(label: string, which: "saved" | "tried"): Locator {
    const region = which === "saved" ? "What counts, and how much" : "Try an address and a basket";
    return this.page.getByRole("region", { name: region }).getByLabel(label);
  }
}

/** The question that a shipment is asked before it changes its place. */
export class SendElsewhere {
  readonly dialog: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole("dialog", { name: /^Send .+ from elsewhere/ });
  }

  async open(shipment: string): Promise<void> {
    await this.page.getByRole("button", { name: "Send from elsewhere…" }).first().click();
    await expect(this.dialog).toContainText(`Send ${shipment} from elsewhere?`);
  }

  async send(to: string, reason: string): Promise<void> {
    await this.dialog.getByRole("radio", { name: new RegExp(`^${to}`) }).check();
    await this.dialog.getByLabel("Why").fill(reason);
    await this.dialog.getByRole("button", { name: `Send from ${to}` }).click();
  }
}
