import { expect, type Locator, type Page } from "@playwright/test";

/** One shipment at the packing bench. */
export class BenchPage {
  readonly scanBox: Locator;
  readonly start: Locator;
  readonly weight: Locator;
  readonly label: Locator;

  constructor(readonly page: Page) {
    this.scanBox = page.locator("#code");
    this.start = page.getByRole("button", { name: "Start picking" });
    this.weight = page.getByLabel("Weight of the closed box, in grams");
    this.label = page.getByRole("img", { name: /^Shipping label/ });
  }

  async open(shipment: string): Promise<void> {
    await this.page.goto(`/admin/fulfilment/${shipment}`);
    await expect(this.page.getByRole("heading", { level: 1, name: shipment })).toBeVisible();
  }

  /** As a wedge scanner does it: keys, then Enter, wherever the focus is. */
  async scan(code: string): Promise<void> {
    await expect(this.scanBox).toBeFocused();
    await this.page.keyboard.type(code);
    await this.page.keyboard.press("Enter");
  }

  /** Goes to the shelf that is asked for, if one is. */
  async goToShelf(): Promise<string | null> {
    await expect(this.scanBox).toBeFocused();
    const label = (await this.page.locator("label[for=code]").textContent()) ?? "";
    const shelf = /^Scan shelf (\S+)/.exec(label)?.[1] ?? null;
    if (shelf) await this.scan(shelf);
    return shelf;
  }

  async hears(words: string): Promise<void> {
    await expect(this.page.locator("main [aria-live=assertive]")).toContainText(words);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name });
  }

  item(title: string): Locator {
    return this.page.getByRole("region", { name: "Items" }).getByRole("listitem").filter({ hasText: title });
  }
}
