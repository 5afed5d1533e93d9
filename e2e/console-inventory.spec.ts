import { expect, test } from "@playwright/test";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { StockPage } from "./pages/stock.page";
import { placeOrder, signInAs } from "./pages/warehouse.page";

test.beforeEach(({ page }) => signInAs(page, "warehouse"));

test("an adjustment says what changed and stands in the ledger with its reason and its person", async ({
  page,
}) => {
  const stock = new StockPage(page);
  await stock.open("HF-CHISEL-25");
  const before = await stock.available("EAST");
  await stock.adjust({
    place: "EAST",
    direction: "Take away",
    units: 3,
    reason: "Damaged",
    words: "Dropped crate",
  });
  await expect(page.getByText(`Available in EAST: ${before} → ${before - 3}.`)).toBeVisible();
  await expect.poll(() => stock.available("EAST")).toBe(before - 3);
  const newest = stock.ledger.getByRole("row").nth(1);
  await expect(newest).toContainText("Adjusted");
  await expect(newest).toContainText("−3");
  await expect(newest).toContainText("Damaged: Dropped crate");
  await expect(newest).toContainText("Wren Castillo");
});

test("more than there is can't be taken away, and nothing typed is lost", async ({ page }) => {
  const stock = new StockPage(page);
  await stock.open("HF-CHISEL-12");
  await stock.adjust({ place: "WEST", direction: "Take away", units: 99_999, reason: "Lost" });
  await expect(page.getByText(/^Only \d+ of HF-CHISEL-12 are available in WEST/)).toBeVisible();
  await expect(stock.units).toHaveValue("99999");
  await expect(stock.units).toHaveAttribute("aria-invalid", "true");
});

test("goods that expire are received with a lot and a date, and found by it", async ({ page }) => {
  const stock = new StockPage(page);
  const lot = `LOT-${Date.now()}`;
  await stock.open("HF-OIL-500");
  await page.getByText("Receive", { exact: true }).click();
  await page.getByLabel("Lot", { exact: true }).fill(lot);
  await page.getByLabel(/^Expires on/).fill("2031-05-31");
  await page.getByLabel("Units that came in").fill("24");
  await page.getByRole("button", { name: "Receive stock" }).click();
  await expect(page.getByText(`Available in EAST, lot ${lot}: 0 → 24.`)).toBeVisible();
  await expect(page.getByRole("table", { name: "Stock of HF-OIL-500" })).toContainText(lot);
});

test("an order's hold shows with its deadline, and the past shows without it", async ({ page, request }) => {
  const { number } = await placeOrder(request, [{ sku: "HF-CAN-ZINC", quantity: 2 }]);
  const stock = new StockPage(page);
  await stock.open("HF-CAN-ZINC");
  const hold = page
    .getByRole("table", { name: /^Units held/ })
    .getByRole("row")
    .filter({ hasText: number });
  await expect(hold).toContainText("Payment due");
  await page.getByLabel("As of (UTC)").fill("2020-01-01T00:00");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("heading", { name: /^Stock on Jan 1, 2020/ })).toBeVisible();
  expect(await stock.available("EAST")).toBe(0);
  await expect(page.getByText("No unit had moved up to this moment.")).toBeVisible();
});

test("levels are narrowed by what is in the address", async ({ page }) => {
  await page.goto("/admin/inventory?q=chisel&place=WEST");
  const rows = page.getByRole("table", { name: "Stock levels" }).getByRole("row").filter({ hasText: "HF-" });
  await expect(rows).toHaveCount(3);
  await page.getByRole("searchbox").fill("no such thing");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("heading", { name: "No level fits" })).toBeVisible();
});

test("the stock proof holds", async ({ page }) => {
  await page.goto("/admin/inventory/proof");
  await expect(page.getByText(/^All \d+ statements are true$/)).toBeVisible();
});

test("inventory keeps nobody out", async ({ page }) => {
  test.slow();
  for (const path of ["/admin/inventory", "/admin/inventory/HF-HONEY-250", "/admin/inventory/proof"]) {
    await page.goto(path);
    await keepsNobodyOut(page, path);
  }
});
