import { expect, type Locator, type Page } from "@playwright/test";

/** Lots by their date. */
export class ExpiryPage {
  readonly table: Locator;

  constructor(readonly page: Page) {
    this.table = page.getByRole("table", { name: "Lots by date" });
  }

  async open(band: "expired" | "7" | "30" | "90"): Promise<void> {
    await this.page.goto(`/admin/inventory/expiry?band=${band}`);
    await expect(this.page.getByRole("navigation", { name: "How soon" })).toBeVisible();
  }

  row(lot: string): Locator {
    return this.table.getByRole("row").filter({ hasText: lot });
  }

  /** A dialog opens once the page is awake. */
  async press(lot: string, action: string): Promise<Locator> {
    const dialog = this.page.getByRole("dialog");
    await expect(async () => {
      await this.row(lot).getByRole("button", { name: action }).click();
      await expect(dialog).toBeVisible({ timeout: 1_000 });
    }).toPass();
    return dialog;
  }
}

/** A lot comes in, over the HTTP contract; the page has to be signed in. */
export async function receiveLot(
  page: Page,
  lot: { sku: string; location: string; lot: string; quantity: number; inDays: number },
): Promise<void> {
  const { inDays, ...rest } = lot;
  const expiresAt = new Date(Date.now() + inDays * 86_400_000).toISOString();
  const answer = await page.request.post("/api/trpc/inventory.update", {
    data: { ...rest, expiresAt, kind: "receive", reason: "Delivery from supplier" },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}
