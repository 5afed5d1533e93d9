import { expect, type Locator, type Page } from "@playwright/test";

/** A picker with a scanner that types: at the bench or on a walk. Never a mouse. */
export class Scanner {
  readonly box: Locator;
  readonly next: Locator;

  constructor(readonly page: Page) {
    this.box = page.locator("#code");
    this.next = page.getByRole("region", { name: "Next" });
  }

  /** Keys, then Enter, wherever the focus is. */
  async scan(code: string): Promise<void> {
    await expect(this.box).toBeFocused();
    await this.page.keyboard.type(code);
    await this.page.keyboard.press("Enter");
  }

  async hears(words: string | RegExp): Promise<void> {
    await expect(this.page.locator("main [aria-live=assertive]")).toContainText(words);
  }

  /** What the page asks for now: a shelf to scan, or an item with its quantity. */
  async asked(): Promise<{ shelf: string | null; sku: string; units: number; picked: number }> {
    await expect(this.next).toBeVisible();
    const label = (await this.page.locator("label[for=code]").textContent()) ?? "";
    const sku = ((await this.next.locator("[data-sku]").textContent()) ?? "").trim();
    const units = Number(await this.next.locator("[data-units]").textContent());
    const picked = Number((await this.next.getAttribute("data-picked")) ?? 0);
    return { shelf: /^Scan shelf (\S+)/.exec(label)?.[1] ?? null, sku, units, picked };
  }

  /** Fetches everything that the page asks for: shelf, item, quantity. */
  async fetchAll(): Promise<void> {
    const fetched = this.page.getByText(/^(Pack it|Everything is fetched)/).first();
    for (let i = 0; i < 200; i += 1) {
      await expect(this.next.or(fetched).first()).toBeVisible();
      if (!(await this.next.isVisible())) return;
      const { shelf, sku, units, picked } = await this.asked();
      if (shelf) {
        await this.scan(shelf);
        await this.hears(`Shelf ${shelf}`);
        continue;
      }
      await this.scan(sku);
      await this.hears(`: ${picked + 1} of ${picked + units}`);
      if (units === 1) continue;
      await this.scan(String(picked + units));
      await this.hears(`: ${picked + units} of ${picked + units}`);
    }
    throw new Error("The walk has no end.");
  }
}
