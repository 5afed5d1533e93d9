import { expect, type Locator, type Page } from "@playwright/test";

/** A list of shelves to count, on a handheld. */
export class CountPage {
  readonly scanBox: Locator;
  readonly units: Locator;
  readonly waiting: Locator;

  constructor(readonly page: Page) {
    this.scanBox = page.getByLabel(/^Scan /);
    this.units = page.getByLabel("Units on the shelf");
    this.waiting = page.getByRole("table", { name: "Differences to decide" });
  }

  /** Makes a list of some SKUs; resolves with its number. */
  async make(place: string, skus: readonly string[]): Promise<string> {
    await this.page.goto("/admin/inventory/counts/new");
    await this.page.getByLabel("Place").selectOption(place);
    await this.page.getByText("Certain SKUs").click();
    await this.page.getByLabel("SKUs", { exact: true }).fill(skus.join("\n"));
    await this.page.getByRole("button", { name: "Make the list" }).click();
    await expect(this.page.getByRole("heading", { level: 1, name: /^SC-\d+$/ })).toBeVisible();
    return (await this.page.getByRole("heading", { level: 1 }).textContent()) ?? "";
  }

  async open(number: string): Promise<void> {
    await this.page.goto(`/admin/inventory/counts/${number}`);
    await expect(this.page.getByRole("heading", { level: 1, name: number })).toBeVisible();
  }

  /** As a wedge scanner does it: keys, then Enter, wherever the focus is. */
  async scan(code: string): Promise<void> {
    await expect(this.scanBox).toBeFocused();
    await this.page.keyboard.type(code);
    await this.page.keyboard.press("Enter");
  }

  /** Scans a shelf and types what stands on it. */
  async count(code: string, units: number): Promise<void> {
    await this.scan(code);
    await expect(this.units).toBeFocused();
    await this.page.keyboard.type(String(units));
    await this.page.keyboard.press("Enter");
  }

  async hears(words: string): Promise<void> {
    await expect(this.page.locator("main [aria-live=assertive]").last()).toContainText(words);
  }
}
