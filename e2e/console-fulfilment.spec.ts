import { expect, test } from "@playwright/test";
import { BenchPage } from "./pages/bench.page";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { paidOrder, signInAs } from "./pages/warehouse.page";

const honey = { sku: "HF-HONEY-250", barcode: "2000000060019", title: "Wildflower honey" };
const apron = { sku: "HF-APRON-M", title: "Canvas work apron" };
const lines = [
  { sku: honey.sku, quantity: 2 },
  { sku: apron.sku, quantity: 1 },
];

test.describe("on a handheld", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test("an order is picked by scans, packed, labelled and shipped", async ({ page, request }) => {
    await signInAs(page, "warehouse");
    const { number, shipment } = await paidOrder(request, lines);
    await page.goto("/admin/fulfilment");
    await expect(page.getByRole("link", { name: shipment }).first()).toBeVisible();

    const bench = new BenchPage(page);
    await bench.open(shipment);
    await bench.start.click();

    // The way follows the shelves: the apron hangs before the honey.
    await bench.scan(honey.barcode);
    await bench.hears(`first: ${honey.title} lies there.`);
    await bench.goToShelf();
    await bench.scan("4006381333931");
    await bench.hears(`4006381333931 does not belong to shipment ${shipment}. Put it back.`);
    await expect(bench.item(honey.title)).toContainText("0 of 2");
    await bench.button(`Pick 1 of ${apron.title}`).click();
    await expect(bench.item(apron.title)).toContainText("1 of 1");
    await bench.scanBox.focus();
    await bench.goToShelf();

    await bench.scan(honey.barcode);
    await bench.hears(`${honey.title}: 1 of 2`);

    // What has been scanned is in the database, not in the page; where the picker stands is not.
    await page.reload();
    await expect(bench.item(honey.title)).toContainText("1 of 2");
    await bench.goToShelf();
    await bench.scan("3");
    await bench.scan(honey.barcode);
    await bench.hears("1 of 2 are picked already; 3 more is too many.");
    await bench.scan("1");
    await bench.scan(honey.barcode);
    const pack = bench.button("Pack 3 units");
    await expect(pack).toBeVisible();
    expect((await pack.boundingBox())?.height).toBeGreaterThanOrEqual(48);
    await pack.click();

    await expect(bench.weight).toHaveValue(/^\d{3,}$/);
    await bench.weight.fill("1200");
    await bench.button("Buy label").click();
    await expect(bench.label).toBeVisible();
    await expect
      .poll(() => bench.label.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0);

    await bench.button(`Ship ${shipment}`).click();
    await expect(page.getByRole("status").filter({ hasText: "Shipped" })).toContainText(/(UPS 1Z|FedEx \d)/);
    await page.goto(`/admin/inventory/${honey.sku}`);
    const shipped = page
      .getByRole("table", { name: /^Ledger/ })
      .getByRole("row")
      .filter({ hasText: shipment });
    await expect(shipped).toContainText("committed → customer");
    expect(shipment.startsWith(number)).toBe(true);
  });
});

test("the second picker hears who has the shipment and can put it back", async ({
  page,
  request,
  browser,
  baseURL,
}) => {
  await signInAs(page, "warehouse");
  const { shipment } = await paidOrder(request, [{ sku: apron.sku, quantity: 1 }]);
  const bench = new BenchPage(page);
  await bench.open(shipment);

  const other = await browser.newContext(baseURL ? { baseURL } : {});
  const second = new BenchPage(await other.newPage());
  await signInAs(second.page, "manager");
  await second.open(shipment);
  await expect(second.start).toBeVisible();

  await bench.start.click();
  await expect(bench.scanBox).toBeFocused();
  // The second screen hears of it by itself; a press that was made a moment earlier is refused all the same.
  await expect(second.page.getByText("Wren Castillo is picking this shipment")).toBeVisible();
  const late = await second.page.request.post("/api/trpc/shipment.startPicking", { data: { shipment } });
  expect(late.status()).toBe(409);
  expect(await late.text()).toContain(`Wren Castillo is picking shipment ${shipment}.`);
  await second.button("Put back").click();
  await second.button("Put it back").click();
  await expect(second.start).toBeVisible();
  await other.close();
});

test("labels are for the warehouse alone", async ({ request }) => {
  const answer = await request.get("/api/documents/labels/01890000-0000-7000-8000-000000000000");
  expect(answer.status()).toBe(401);
  expect(answer.headers()["cache-control"]).toContain("no-store");
});

test("the queue and the bench keep nobody out", async ({ page, request }) => {
  test.slow();
  await signInAs(page, "warehouse");
  const { shipment } = await paidOrder(request, lines);
  await page.goto("/admin/fulfilment");
  await keepsNobodyOut(page, "the queue");
  const bench = new BenchPage(page);
  await bench.open(shipment);
  await keepsNobodyOut(page, "the bench before picking");
  await bench.start.click();
  await bench.goToShelf();
  await bench.scan("nonsense");
  await bench.hears("Put it back");
  await keepsNobodyOut(page, "the bench after a wrong scan");
});
