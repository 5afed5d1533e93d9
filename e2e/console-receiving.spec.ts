import { type APIRequestContext, expect, test } from "@playwright/test";
import { DockPage } from "./pages/dock.page";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { signInAs } from "./pages/warehouse.page";
import { stack } from "./stack";

const honey = { sku: "HF-HONEY-250", title: "Wildflower honey", barcode: "2000000060019" };
const oil = { sku: "HF-OIL-500", title: "Olive oil" };

type Mail = { subject: string; attachments: { fileName: string }[] };

async function supplierMail(request: APIRequestContext, number: string): Promise<Mail | undefined> {
  const answer = await request.get(`${stack().sandbox}/control/mail?to=orders@meadowmill.test`);
  return ((await answer.json()) as Mail[]).find((mail) => mail.subject.includes(number));
}

test("an order is opened, rounded to packs, ordered and sent, then received in parts by scan", async ({
  page,
  browser,
  baseURL,
  request,
}) => {
  test.slow();
  await signInAs(page, "manager");
  const desk = new DockPage(page);
  const number = await desk.draft("MEADOWMILL", "EAST");
  await desk.addLines([
    { sku: honey.sku, units: 25 },
    { sku: oil.sku, units: 12 },
  ]);
  await expect(page.getByText(`${honey.sku}: 25 became 36, 3 packs of 12.`)).toBeVisible();
  await page.getByRole("link", { name: `Back to ${number}` }).click();
  await page.getByRole("button", { name: /^Order for \$[\d.,]+ and send$/ }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("orders@meadowmill.test");
  await question.getByRole("button", { name: /^Order for/ }).click();
  await expect(desk.status).toContainText("Ordered");
  await expect
    .poll(async () => (await supplierMail(request, number))?.attachments.map(({ fileName }) => fileName), {
      timeout: 60_000,
    })
    .toEqual([`${number}.pdf`, `${number}.csv`]);

  const handheld = await browser.newContext({
    ...(baseURL ? { baseURL } : {}),
    viewport: { width: 360, height: 740 },
    hasTouch: true,
  });
  const dock = new DockPage(await handheld.newPage());
  await signInAs(dock.page, "warehouse");
  await dock.page.goto(`/admin/purchasing/orders/${number}`);
  await expect(dock.page.getByRole("table", { name: `Lines of ${number}` })).toContainText(honey.sku);
  await expect(dock.page.locator("main")).not.toContainText("$");

  // The first part: ten, one of them broken. The symbol on the case tells lot and date.
  await dock.open(number);
  await dock.scan("4006381333931");
  await dock.hears("Not on this order");
  const lot = `L${Date.now()}`;
  await dock.scan(`(01)0${honey.barcode}(17)310531(10)${lot}`);
  await dock.hears("1 on the list");
  await dock.page.reload();
  const jar = dock.entry(honey.title);
  await expect(jar.getByLabel("Lot", { exact: true })).toHaveValue(lot);
  await expect(jar.getByLabel("Expires on")).toHaveValue("2031-05-31");
  await jar.getByLabel(/^Units, of/).fill("10");
  await jar.getByLabel("Of them damaged").fill("1");
  await dock.book();
  await expect(dock.page.getByText("10 units booked, 1 of them damaged")).toBeVisible();
  const labels = dock.page.getByRole("link", { name: "Print 9 labels" });
  const paper = await dock.page.request.get((await labels.getAttribute("href")) ?? "");
  expect(paper.headers()["content-type"]).toBe("application/pdf");

  // The second: one too many is refused before and after it is typed.
  await dock.scan(honey.sku);
  await jar.getByLabel("Lot", { exact: true }).fill(lot);
  await jar.getByLabel(/^Units, of/).fill("27");
  await expect(jar).toContainText("26 are still awaited; this is too many.");
  await dock.book();
  await dock.hears("Nothing was booked");
  await jar.getByLabel(/^Units, of/).fill("26");
  await dock.book();
  await expect(dock.page.getByText("26 units booked", { exact: true })).toBeVisible();

  // The third closes the order.
  await dock.page.getByRole("button", { name: new RegExp(`^Put all \\d+ of ${oil.sku}`) }).click();
  const bottle = dock.entry(oil.title);
  await bottle.getByLabel("Lot", { exact: true }).fill(lot);
  await bottle.getByLabel("Expires on").fill("2031-06-30");
  await dock.book();
  await expect(dock.page.getByText("The order is complete.")).toBeVisible();
  await handheld.close();

  await page.goto(`/admin/purchasing/orders/${number}`);
  await expect(desk.status).toContainText("Received");
  const line = page
    .getByRole("table", { name: `Lines of ${number}` })
    .getByRole("row")
    .filter({ hasText: honey.sku });
  await expect(line.getByRole("cell").nth(3)).toHaveText("36");
  await expect(line.getByRole("cell").nth(4)).toHaveText("1");
  await page.goto(`/admin/inventory/${honey.sku}`);
  const shelf = page
    .getByRole("table", { name: /^Stock of/ })
    .getByRole("row")
    .filter({ hasText: lot });
  await expect(shelf.getByRole("cell", { name: "35", exact: true }).first()).toBeVisible();
});

test("papers of purchasing are for those who may see them", async ({ request, page }) => {
  expect((await request.get("/api/documents/purchase-orders/PO-1001")).status()).toBe(401);
  expect((await request.get("/api/documents/stock-labels")).status()).toBe(401);
  await signInAs(page, "warehouse");
  expect((await page.request.get("/api/documents/purchase-orders/PO-1001")).status()).toBe(403);
});

test("purchase orders and the dock keep nobody out", async ({ page }) => {
  test.slow();
  await signInAs(page, "manager");
  const desk = new DockPage(page);
  const number = await desk.draft("MEADOWMILL", "WEST");
  await keepsNobodyOut(page, "an empty draft");
  await desk.addLines([
    { sku: honey.sku, units: 24 },
    { sku: oil.sku, units: 12 },
  ]);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.goto(`/admin/purchasing/orders/${number}`);
  await keepsNobodyOut(page, "a draft");
  await page.getByRole("button", { name: /^Order for/ }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: /^Order for/ })
    .click();
  await expect(page.getByRole("link", { name: "Receive", exact: true })).toBeVisible();
  await keepsNobodyOut(page, "an ordered one");
  await desk.open(number);
  await desk.scan(honey.sku);
  await desk.hears("1 on the list");
  await desk.book();
  await desk.hears("needs your help");
  await keepsNobodyOut(page, "the dock with an entry that lacks its lot");
  await page.goto("/admin/purchasing/orders?status=open");
  await keepsNobodyOut(page, "the list of orders");
});
