import { expect, test } from "@playwright/test";
import { CountPage } from "./pages/count.page";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { StockPage } from "./pages/stock.page";
import { signInAs } from "./pages/warehouse.page";

const shelves = ["HF-BEANIE-GREY", "HF-BEANIE-RUST", "HF-BEANIE-SEA"] as const;

test("three shelves are counted by scan on a handheld, and a manager approves the large difference", async ({
  page,
  browser,
}) => {
  test.slow();
  await page.setViewportSize({ width: 360, height: 800 });
  await signInAs(page, "warehouse");
  const stock = new StockPage(page);
  await stock.open(shelves[0]);
  const [grey, rust] = [await stock.available("EAST"), 7];

  const count = new CountPage(page);
  const number = await count.make("EAST", shelves);
  await expect(page.getByText("0 of 3 shelves counted")).toBeVisible();
  await count.scan("HF-CHISEL-12");
  await count.hears("HF-CHISEL-12 is not on this list");

  await count.count(shelves[0].toLowerCase(), grey);
  await count.hears(`${shelves[0]}: ${grey} counted`);
  await count.count(shelves[1], rust);
  await count.hears("A manager decides");
  await page.reload();
  await expect(page.getByText("2 of 3 shelves counted")).toBeVisible();
  await count.count(shelves[2], 3);
  await expect(page.getByText("Everything is counted")).toBeVisible();
  // The counter never learns what the books say.
  await expect(count.waiting).toHaveCount(0);
  const input = encodeURIComponent(JSON.stringify({ number }));
  const told = await (await page.request.get(`/api/trpc/stockCount.sheet?input=${input}`)).text();
  expect(told).toContain(shelves[2]);
  expect(told).not.toContain("expected");

  const office = await browser.newPage();
  await signInAs(office, "manager");
  const review = new CountPage(office);
  await review.open(number);
  const row = review.waiting.getByRole("row").filter({ hasText: shelves[1] });
  await expect(row).toContainText("Wren Castillo");
  await row.getByRole("button", { name: `Approve: ${shelves[1]}` }).click();
  await expect(office.getByText("One difference is booked.")).toBeVisible();
  await review.waiting.getByRole("button", { name: `Leave: ${shelves[2]}` }).click();
  await expect(office.getByText("This count is closed")).toBeVisible();
  await expect(office.getByRole("table", { name: "Differences decided" })).toContainText(
    "Approved by Morgan Ellis",
  );
  const books = new StockPage(office);
  await books.open(shelves[1]);
  expect(await books.available("EAST")).toBe(rust);
  await expect(books.ledger.getByRole("row").nth(1)).toContainText(`Count ${number}`);
  await office.close();
});

test("a file with a wrong row imports nothing; mended, it is booked once", async ({ page }) => {
  await signInAs(page, "manager");
  const stock = new StockPage(page);
  await stock.open("HF-BOARD-L");
  const before = await stock.available("EAST");
  const head = "sku;place;lot;expires;quantity";
  const take = async (...rows: string[]) => {
    await page.goto("/admin/inventory/counts/import");
    const buffer = Buffer.from(`\uFEFF${[head, ...rows].join("\r\n")}`);
    await page
      .getByLabel("File of counts")
      .setInputFiles({ name: "counts.csv", mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: "Check the file" }).click();
  };
  await take(`HF-BOARD-L;EAST;;;${before - 1}`, "HF-NO-SUCH;WEST;;;4");
  await expect(page.getByText("One row has something wrong")).toBeVisible();
  await expect(page.getByRole("table", { name: "Rows to mend" })).toContainText(
    "There is no SKU HF-NO-SUCH.",
  );
  await expect(page.getByRole("button", { name: /^Book/ })).toHaveCount(0);
  await keepsNobodyOut(page, "a file with a wrong row");

  await take(`HF-BOARD-L;EAST;;;${before - 1}`);
  await page.getByRole("button", { name: "Book 1 difference" }).click();
  await expect(page.getByText("The file is imported")).toBeVisible();
  await stock.open("HF-BOARD-L");
  expect(await stock.available("EAST")).toBe(before - 1);

  await take(`HF-BOARD-L;EAST;;;${before - 1}`);
  await expect(page.getByText("This file was imported before")).toBeVisible();
});

test("counts and their pages keep nobody out", async ({ page }) => {
  test.slow();
  await signInAs(page, "manager");
  const count = new CountPage(page);
  const number = await count.make("WEST", ["HF-BOARD-S"]);
  await count.count("HF-BOARD-S", 1);
  await count.hears("counted");
  const home = "/admin/inventory/counts";
  for (const path of [
    home,
    `${home}/new`,
    `${home}/import`,
    `${home}/${number}`,
    `${home}/${number}/sheet`,
  ]) {
    await page.goto(path);
    await keepsNobodyOut(page, path);
  }
});
