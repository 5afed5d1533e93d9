import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { BenchPage } from "./pages/bench.page";
import { HandoverPage } from "./pages/handover.page";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { paidOrder, signInAs } from "./pages/warehouse.page";

const honey = { sku: "HF-HONEY-250", title: "Wildflower honey" };
const lines = [{ sku: honey.sku, quantity: 3 }];

/** Over the contract, as the person who is signed in. */
async function call<Answer>(page: Page, procedure: string, data: object): Promise<Answer> {
  const answer = await page.request.post(`/api/trpc/${procedure}`, { data });
  expect(answer.ok(), `${procedure}: ${await answer.text()}`).toBe(true);
  return (await answer.json()).result.data;
}

/** A shipment whose units are all in hand. */
async function picked(page: Page, request: APIRequestContext): Promise<string> {
  const { shipment } = await paidOrder(request, lines);
  await call(page, "shipment.startPicking", { shipment });
  await call(page, "shipment.pick", { shipment, code: honey.sku, quantity: 3 });
  return shipment;
}

async function labelled(page: Page, request: APIRequestContext) {
  const shipment = await picked(page, request);
  await call(page, "shipment.pack", { shipment });
  const { trackingNumber } = await call<{ trackingNumber: string }>(page, "shipment.buyLabel", { shipment });
  return { shipment, trackingNumber };
}

test.describe("on a handheld", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test("a shipment is parted over two packages, weighed, labelled by a chosen service and shipped", async ({
    page,
    request,
  }) => {
    test.slow();
    await signInAs(page, "warehouse");
    const shipment = await picked(page, request);
    const bench = new BenchPage(page);
    await bench.open(shipment);
    await expect(page.getByLabel("Box", { exact: true })).toBeEnabled();
    await bench.button(`Move ${honey.title}`).click();
    await page.getByRole("menuitem", { name: "1 to a new package" }).click();
    await expect(page.getByRole("list", { name: "In package 2" })).toContainText(`1 × ${honey.title}`);
    await keepsNobodyOut(page, "the packing step");
    await page.setViewportSize({ width: 360, height: 740 });
    await bench.button("Pack 3 units in 2 packages").click();

    const second = page.getByLabel("Weight of package 2, in grams");
    await expect(second).toHaveValue(/^\d{3,}$/);
    await second.fill("5000");
    await expect(page.getByText(/more than its contents should weigh/)).toBeVisible();
    await page.getByText("Choose another service").click();
    const services = page.getByRole("group", { name: "Service" });
    await expect(services.getByRole("radio").first()).toBeVisible();
    await services.getByRole("radio", { checked: false }).first().check({ force: true });
    await expect(page.getByText("Chosen by hand.")).toBeVisible();
    await keepsNobodyOut(page, "the label step");
    await page.setViewportSize({ width: 360, height: 740 });
    await bench.button("Buy 2 labels").click();
    await expect(bench.label).toHaveCount(2);
    await expect(page.getByText("Chosen by hand.")).toBeVisible();

    // Changed one's mind: the labels go back, and others are bought.
    await bench.button("Void the 2 labels").click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Void the 2 labels" }).click();
    await expect(bench.label).toHaveCount(0);
    await bench.button("Buy 2 labels").click();
    await expect(bench.label).toHaveCount(2);
    await keepsNobodyOut(page, "the labels");
    await page.setViewportSize({ width: 360, height: 740 });
    await bench.button(`Ship ${shipment}`).click();
    await expect(page.getByRole("status").filter({ hasText: "Shipped" })).toContainText(/(UPS 1Z|FedEx \d)/);
  });
});

test("parcels are handed over by scan and all at once, and the van's list is closed", async ({
  page,
  request,
}) => {
  test.slow();
  await signInAs(page, "warehouse");
  const scanned = await labelled(page, request);
  const rest = await labelled(page, request);
  const door = new HandoverPage(page);
  await door.open();
  await expect(door.row(scanned.shipment)).toBeVisible();
  await keepsNobodyOut(page, "the hand-over");
  await door.scan("1Z999AA10123456784");
  await door.hears("No label of ours has the number 1Z999AA10123456784.");
  await door.scan(scanned.trackingNumber);
  await door.hears(`${scanned.shipment} shipped`);
  await expect(door.row(scanned.shipment)).toHaveCount(0);
  await door.scan(scanned.trackingNumber);
  await door.hears(`${scanned.shipment} was shipped before`);

  const van = page.getByRole("region").filter({ has: page.getByLabel(`Ship ${rest.shipment}`) });
  await van.getByRole("button", { name: /^Ship \d+ parcels?$/ }).click();
  await door.hears(/^Shipped \d+ parcels?/);
  await expect(door.row(rest.shipment)).toHaveCount(0);

  const close = page.getByRole("button", { name: /^Close MF-\d+/ }).first();
  const number = (await close.textContent())?.replace("Close ", "") ?? "";
  await close.click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Close it" }).click();
  await door.hears(`${number} is closed with`);
  await page.getByRole("link", { name: number }).click();
  await expect(page.getByRole("heading", { level: 1, name: number })).toBeVisible();
  await keepsNobodyOut(page, "a manifest");
});

test("a manager changes what boxes there are", async ({ page }) => {
  await signInAs(page, "manager");
  await page.goto("/admin/fulfilment/boxes");
  const name = `Tube ${Date.now()}`;
  await page.getByRole("button", { name: "Add the box" }).click();
  await expect(page.getByText("Length: enter a whole number.").first()).toBeVisible();
  await page.getByLabel("Name").fill(name);
  for (const [field, value] of [
    ["Length", "700"],
    ["Width", "90"],
    ["Height", "90"],
    ["Empty weight in grams", "120"],
    ["Heaviest in grams", "4000"],
  ] as const)
    await page.getByLabel(field, { exact: true }).fill(value);
  await page.getByRole("button", { name: "Add the box" }).click();
  await expect(page.getByText("The box is suggested from now on.")).toBeVisible();
  await keepsNobodyOut(page, "the boxes");
  await page.getByRole("button", { name: `Stop using ${name}` }).click();
  await expect(page.getByText("The box is no longer suggested.")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: name })).toContainText("Not used");
});
