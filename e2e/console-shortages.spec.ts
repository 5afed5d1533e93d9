import { expect, test } from "@playwright/test";
import { BenchPage } from "./pages/bench.page";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { ShortagePage } from "./pages/shortage.page";
import { paidOrder, signInAs } from "./pages/warehouse.page";

const stool = { sku: "HF-OAK-STOOL-S", title: "Oak stool" };
const apron = { sku: "HF-APRON-M", title: "Canvas work apron" };
const slipper = { sku: "HF-SLIPPER-44", slug: "felt-slippers", title: "Felt slippers" };

test.describe("on a handheld", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test("what is missing on one shelf is sent from the other place, and the rest goes on", async ({
    page,
    request,
  }) => {
    await signInAs(page, "warehouse");
    const { number, shipment } = await paidOrder(request, [
      { sku: stool.sku, quantity: 2 },
      { sku: apron.sku, quantity: 1 },
    ]);
    const bench = new BenchPage(page);
    await bench.open(shipment);
    await bench.start.click();
    await bench.button(new RegExp(`^Pick 1 of ${apron.title}`)).click();
    await expect(bench.item(apron.title)).toContainText("1 of 1");

    const shortage = new ShortagePage(page);
    await shortage.report(stool.title, 1);
    await shortage.hears(/1 unit is sent from WEST, as HF-\d+-2\./);
    await keepsNobodyOut(page, "what became of a shortage");
    await page.setViewportSize({ width: 360, height: 740 });
    await shortage.goOn();
    await expect(bench.item(stool.title)).toContainText("0 of 1");

    await signInAs(page, "manager");
    await page.goto(`/admin/orders/${number}`);
    const shipments = page.getByRole("table", { name: "Shipments" });
    await expect(shipments.getByRole("row").filter({ hasText: `${number}-2` })).toContainText(stool.sku);
  });
});

test("what is nowhere waits for a manager, who cancels it with its exact refund", async ({
  page,
  request,
}) => {
  const shortage = new ShortagePage(page);
  await signInAs(page, "manager");
  // The demo shop has none of these in the west.
  await shortage.leavesOnly(slipper.sku, slipper.slug, 2);
  const { number, shipment } = await paidOrder(request, [{ sku: slipper.sku, quantity: 2 }]);
  const bench = new BenchPage(page);
  await bench.open(shipment);
  await bench.start.click();
  await bench.button(/is not here$/).click();
  await keepsNobodyOut(page, "a shortage");
  await page.keyboard.press("Escape");
  await shortage.report(slipper.title, 1);
  await shortage.hears("1 unit is nowhere to be had.");
  await shortage.goOn();

  await page.goto("/admin");
  await page
    .getByRole("listitem")
    .filter({ hasText: /backorders? waits? for stock/ })
    .getByRole("link")
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Backorders" })).toBeVisible();
  await keepsNobodyOut(page, "backorders");
  await shortage.waiting(number).getByRole("button", { name: "Cancel and refund…" }).click();
  const confirm = shortage.dialog.getByRole("button", { name: /^Cancel 1 unit and refund \$\d+\.\d\d$/ });
  await expect(confirm).toBeEnabled();
  await keepsNobodyOut(page, "cancelling some of an order");
  const sum = /\$[\d.]+/.exec((await confirm.textContent()) ?? "")?.[0] ?? "";
  await confirm.click();
  // While the dialog stands, the list behind it is hidden from everybody.
  await expect(page.getByRole("dialog", { name: /^Cancel some of/ })).toBeHidden();
  await expect(shortage.waiting(number)).toHaveCount(0);

  await page.goto(`/admin/orders/${number}`);
  await expect(page.getByRole("table", { name: "Items" })).toContainText("1 to send, 1 cancelled");
  await expect(page.getByText(`${sum} goes back`).first()).toBeVisible();
});
