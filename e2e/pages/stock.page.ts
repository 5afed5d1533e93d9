import { expect, type Locator, type Page } from "@playwright/test";

type Adjustment = {
  place: string;
  direction: "Take away" | "Add";
  units: number;
  reason: string;
  words?: string;
};

/** A SKU's page in the console. */
export class StockPage {
  readonly ledger: Locator;
  readonly units: Locator;
  /** "Change stock". */
  readonly form: Locator;

  constructor(readonly page: Page) {
    this.ledger = page.getByRole("table", { name: /^Ledger/ });
    this.form = page.getByRole("complementary", { name: "Change stock" });
    this.units = page.getByLabel("Units", { exact: true });
  }

  async open(sku: string): Promise<void> {
    await this.page.goto(`/admin/inventory/${sku}`);
    await expect(this.page.getByRole("heading", { level: 1, name: sku })).toBeVisible();
    // The button waits for the page's script, which sets choices back to what they were sent as.
    await expect(this.form.locator("button[type=submit]")).toBeEnabled();
  }

  /** What can be sold from the first shelf of a place. */
  async available(place: string): Promise<number> {
    const row = this.page
      .getByRole("table", { name: /^Stock of/ })
      .getByRole("row")
      .filter({ hasText: place });
    const heads = await this.page
      .getByRole("table", { name: /^Stock of/ })
      .getByRole("columnheader")
      .allTextContents();
    return Number(await row.first().getByRole("cell").nth(heads.indexOf("Available")).textContent());
  }

  async adjust({ place, direction, units, reason, words }: Adjustment): Promise<void> {
    await this.form.getByLabel("Place").selectOption(place);
    await this.page.getByLabel("Change", { exact: true }).selectOption({ label: direction });
    await this.units.fill(String(units));
    await this.page.getByLabel("Reason").selectOption(reason);
    if (words) await this.page.getByLabel(/^In your words/).fill(words);
    await this.page.getByRole("button", { name: "Adjust stock" }).click();
  }

  async choose(what: string): Promise<void> {
    await this.form.getByText(what, { exact: true }).click();
  }

  /** A change of units that stand in the place already. */
  async change({
    what,
    place,
    units,
    press,
  }: Record<"what" | "place" | "press", string> & { units: number }) {
    await this.choose(what);
    await this.form.getByLabel("Place").selectOption(place);
    await this.form.getByRole("spinbutton").first().fill(String(units));
    await this.form.getByRole("button", { name: press }).click();
  }

  /** What the clock on the wall of the place showed, as the field for a moment wants it. */
  async aSecondAgo(): Promise<string> {
    const label = await this.page.getByText(/^As of \(/).textContent();
    const timeZone = /\((.+)\)/.exec(label ?? "")?.[1]?.replaceAll(" ", "_") ?? "UTC";
    return new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone })
      .format(Date.now() - 1000)
      .replace(" ", "T");
  }

  async lookBackTo(moment: string): Promise<void> {
    await this.page.getByLabel(/^As of \(/).fill(moment);
    await this.page.getByRole("button", { name: "Show", exact: true }).click();
    await expect(this.page.getByRole("heading", { name: /^Stock on/ })).toBeVisible();
  }
}
