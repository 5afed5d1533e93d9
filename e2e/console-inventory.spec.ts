import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { LevelsPage } from "./pages/levels.page";
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
  await stock.lookBackTo("2020-01-01T00:00:00");
  await expect(page.getByRole("heading", { name: /^Stock on Jan 1, 2020/ })).toBeVisible();
  expect(await stock.available("EAST")).toBe(0);
  await expect(page.getByText("No unit had moved up to this moment.")).toBeVisible();
});

test("levels are narrowed by what is in the address, and Back takes a filter away again", async ({
  page,
}) => {
  const levels = new LevelsPage(page);
  await levels.open("?q=chisel&place=WEST");
  await expect(levels.rows).toHaveCount(3);
  await levels.choosePlace("EAST");
  await expect(levels.rows.first()).toContainText("EAST");
  await page.goBack();
  await expect(levels.rows.first()).toContainText("WEST");
  await expect(levels.filter.getByLabel("Place", { exact: true })).toHaveValue("WEST");

  await levels.search("no such thing");
  await expect(page.getByRole("heading", { name: "No level fits" })).toBeVisible();
  await page.getByRole("link", { name: "Show all levels" }).click();
  await expect(levels.rows).not.toHaveCount(0);
  await page.getByRole("columnheader", { name: "Available", exact: true }).getByRole("link").click();
  await expect(page).toHaveURL(/sort=available/);
  await expect(page.getByRole("columnheader", { name: "Available", exact: true })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );
});

test("the filtered levels can be taken along as a file", async ({ page }) => {
  await page.goto("/admin/inventory?q=HF-CHISEL&place=EAST");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^stock-levels-\d{4}-\d\d-\d\d\.csv$/);
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  expect(lines[0]).toContain("Low since (America/New_York)");
  expect(lines).toHaveLength(4);
  expect(lines.slice(1).every((line) => line.startsWith("HF-CHISEL"))).toBe(true);
});

test("a receipt is in the ledger with its cause, the past is without it, and it can be undone by keyboard alone", async ({
  page,
}) => {
  const stock = new StockPage(page);
  await stock.open("HF-CLOCK-30");
  const before = await stock.available("EAST");
  const then = await stock.aSecondAgo();

  await stock.choose("Receive");
  await page.getByLabel("Units that came in").fill("7");
  await page.getByLabel("Units that came in").press("Enter");
  await expect(page.getByText(`Available in EAST: ${before} → ${before + 7}.`)).toBeVisible();
  const newest = stock.ledger.getByRole("row").nth(1);
  await expect(newest).toContainText("Received");
  await expect(newest).toContainText("Delivery from supplier");
  await expect(newest).toContainText("Wren Castillo");
  await expect.poll(() => stock.available("EAST")).toBe(before + 7);

  await stock.lookBackTo(then);
  await expect.poll(() => stock.available("EAST")).toBe(before);
  await expect(stock.ledger.getByRole("row").nth(1)).not.toContainText("+7");
  await page.getByRole("link", { name: "Now", exact: true }).click();
  await expect.poll(() => stock.available("EAST")).toBe(before + 7);

  const undo = newest.getByRole("button", { name: /^Undo: Received/ });
  await undo.focus();
  await undo.press("Enter");
  await expect.poll(() => stock.available("EAST")).toBe(before);
  await expect(stock.ledger.getByRole("row").nth(1)).toContainText("Undone: received");
  const undone = stock.ledger.getByRole("row").nth(2);
  await expect(undone.locator("s").first()).toHaveText("Received");
  await undone.getByRole("link", { name: "What undid it" }).click();
  await expect(page).toHaveURL(/#m\d+$/);
});

test("units are set aside, put back and disposed of, only as many as there are", async ({ page }) => {
  const stock = new StockPage(page);
  await stock.open("HF-FLASK-10");
  const before = await stock.available("WEST");
  await stock.change({ what: "Set aside", place: "WEST", units: 3, press: "Set units aside" });
  await expect(page.getByText(`Available in WEST: ${before} → ${before - 3}.`)).toBeVisible();
  await stock.change({ what: "Dispose of", place: "WEST", units: 2, press: "Dispose of units" });
  await expect(page.getByText(/^Set aside in WEST: \d+\. Available as before/)).toBeVisible();
  await stock.change({ what: "Put back", place: "WEST", units: 99_999, press: "Put units back on sale" });
  await expect(page.getByText(/(is|are) set aside in WEST; 99999 can't be put back/)).toBeVisible();
});

test("the chart reads a day's figures by arrow keys, and the ledger narrows to a kind of move", async ({
  page,
}) => {
  const stock = new StockPage(page);
  await stock.open("HF-CHISEL-25");
  const chart = page.getByRole("slider", { name: /^Stock at the end of a day/ });
  const today = await chart.getAttribute("aria-valuetext");
  await chart.press("ArrowLeft");
  await expect(chart).not.toHaveAttribute("aria-valuetext", today ?? "");
  await expect(chart).toHaveAttribute("aria-valuetext", /\d+ available, \d+ on hand$/);
  await page.getByRole("link", { name: "90 days" }).click();
  await expect(chart).toHaveAttribute("aria-valuemax", "89");

  await page.getByLabel("Kind of move").selectOption("receive");
  await page.getByRole("search", { name: "Filter the ledger" }).getByRole("button").click();
  await expect(page).toHaveURL(/kind=receive/);
  await expect(stock.ledger.getByRole("row").nth(1)).toContainText("Received");
  await expect(stock.ledger).not.toContainText("Adjusted");
});

test("the stock proof holds", async ({ page }) => {
  await page.goto("/admin/inventory/proof");
  await expect(page.getByText(/^All \d+ statements are true$/)).toBeVisible();
});

test("inventory keeps nobody out", async ({ page }) => {
  test.slow();
  for (const path of [
    "/admin/inventory",
    "/admin/inventory?low=true&sort=expiry",
    "/admin/inventory/HF-HONEY-250",
    "/admin/inventory/HF-HONEY-250?place=EAST&days=365&asOf=2020-01-01T00:00:00",
    "/admin/inventory/proof",
  ]) {
    await page.goto(path);
    await keepsNobodyOut(page, path);
  }
});
