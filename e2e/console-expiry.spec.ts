import { expect, test } from "@playwright/test";
import { BenchPage } from "./pages/bench.page";
import { ConsoleOrdersPage } from "./pages/console-orders.page";
import { ExpiryPage, receiveLot } from "./pages/expiry.page";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { paidOrder, signInAs } from "./pages/warehouse.page";

const sku = "HF-TEA-SMOKE";
const place = "EAST";

test("a lot ends with a picked order on it: the order is held, gets other units, and is picked again", async ({
  page,
  request,
}) => {
  const lot = `TEA-${Date.now()}`;
  await signInAs(page, "manager");
  await receiveLot(page, { sku, location: place, lot, quantity: 5, inDays: 45 });
  const { number, shipment } = await paidOrder(request, [{ sku, quantity: 2 }]);
  const bench = new BenchPage(page);
  await bench.open(shipment);
  await expect(page.getByRole("region", { name: "Items" })).toContainText(lot);
  await bench.start.click();
  await bench.goToShelf();
  await bench.scan(sku);
  await bench.hears("1 of 2");

  const expiry = new ExpiryPage(page);
  await expiry.open("90");
  const recall = await expiry.press(lot, "Recall");
  await recall.getByRole("button", { name: "Recall the lot" }).click();
  await expect(recall.getByText("Say why, in a few words.")).toBeVisible();
  await recall.getByLabel("Reason").fill("Maker’s recall 22-117");
  await recall.getByRole("button", { name: "Recall the lot" }).click();
  await expect(page.getByText(`Lot ${lot} is recalled`)).toBeVisible();

  // The policy comes to the order by itself.
  const orders = new ConsoleOrdersPage(page);
  await expect(async () => {
    await orders.open(number);
    await expect(page.getByText("On hold: stock past its date")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(orders.main()).toContainText(`Units for ${shipment} are picked already.`);
  await expect(page.getByRole("button", { name: "Cancel and refund…" })).toBeVisible();
  await keepsNobodyOut(page, "an order on hold");

  await bench.open(shipment);
  await expect(page.getByText("Leave it until a manager has lifted the hold.")).toBeVisible();
  await expect(bench.scanBox).toBeHidden();
  await page.goto("/admin/orders?hold=open");
  await expect(orders.row(number)).toContainText("On hold");

  await orders.open(number);
  await page.getByRole("button", { name: "Find replacement stock" }).click();
  await expect(page.getByText(`Order ${number} goes on`)).toBeVisible();
  await expect(page.getByText("On hold: stock past its date")).toBeHidden();
  await expect(orders.fact("Stock taken from elsewhere")).toContainText(lot);

  await bench.open(shipment);
  await expect(page.getByRole("region", { name: "Items" })).not.toContainText(lot);
  await bench.start.click();
  await bench.goToShelf();
  await bench.scan(sku);
  await bench.hears("1 of 2");
});

test("units past their date are disposed of, and taken back when that was a mistake", async ({ page }) => {
  const lot = `OLD-${Date.now()}`;
  await signInAs(page, "manager");
  await receiveLot(page, { sku, location: place, lot, quantity: 4, inDays: 45 });
  const expiry = new ExpiryPage(page);
  await expiry.open("90");
  const recall = await expiry.press(lot, "Recall");
  await recall.getByLabel("Reason").fill("Damp in the store");
  await recall.getByRole("button", { name: "Recall the lot" }).click();
  await expect(page.getByText(`Lot ${lot} is recalled`)).toBeVisible();

  await signInAs(page, "warehouse");
  await expiry.open("expired");
  await keepsNobodyOut(page, "lots past their date");
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(expiry.row(lot)).toContainText("Past its date");
  const dispose = await expiry.press(lot, "Dispose");
  await dispose.getByLabel("Units").fill("5");
  await dispose.getByRole("button", { name: "Dispose of them" }).click();
  await expect(dispose.getByText("Enter a number from 1 to 4.")).toBeVisible();
  await dispose.getByLabel("Units").fill("3");
  await dispose.getByRole("button", { name: "Dispose of them" }).click();
  await expect(page.getByText("3 units disposed of")).toBeVisible();
  await expect(expiry.row(lot).getByRole("cell").nth(6)).toHaveText("1");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(expiry.row(lot).getByRole("cell").nth(6)).toHaveText("4");
});

test("an order is held by hand with a note, and goes on with another", async ({ page, request }) => {
  const { number, shipment } = await paidOrder(request, [{ sku: "HF-APRON-M", quantity: 1 }]);
  await signInAs(page, "manager");
  const orders = new ConsoleOrdersPage(page);
  await orders.open(number);
  const dialog = page.getByRole("dialog");
  await expect(async () => {
    await page.getByRole("button", { name: "Hold order…" }).click();
    await expect(dialog).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await dialog.getByRole("button", { name: "Hold the order" }).click();
  await expect(dialog.getByText("Say what is to be checked, in a few words.")).toBeVisible();
  await dialog.getByLabel("What is to be checked").selectOption("address");
  await dialog.getByLabel("Note").fill("No house number.");
  await dialog.getByRole("button", { name: "Hold the order" }).click();
  await expect(page.getByText("On hold: address to be checked")).toBeVisible();
  await page.goto("/admin/fulfilment");
  await expect(page.getByRole("row").filter({ hasText: shipment })).toContainText("On hold");

  await orders.open(number);
  await expect(async () => {
    await page.getByRole("button", { name: "Lift the hold…" }).click();
    await expect(dialog).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await dialog.getByLabel("What you found out").fill("It is 19.");
  await dialog.getByRole("button", { name: "Lift the hold" }).click();
  await expect(page.getByText("On hold: address to be checked")).toBeHidden();
  await expect(orders.fact("Hold lifted")).toContainText("It is 19.");
});
