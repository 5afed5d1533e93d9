import { expect, test } from "@playwright/test";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { RoutingPage, SendElsewhere } from "./pages/routing.page";
import { paidOrder, signInAs } from "./pages/warehouse.page";

const skillet = "HF-SKILLET-20";

test("a manager tries an address and a basket, with other weights, and shares the address", async ({
  page,
}) => {
  await signInAs(page, "manager");
  const routing = new RoutingPage(page);
  await routing.open();
  await routing.try("94105", [{ sku: skillet, quantity: 2 }]);
  await expect(routing.answer).toContainText("Sacramento sends it");
  await expect(routing.answer).toContainText("each hold everything: one parcel, and the points decide.");

  await page.getByText("Try other weights").click();
  await routing.weight("Nearness", "tried").fill("0");
  await routing.weight("Priority", "tried").fill("10");
  await routing.show.click();
  await expect(routing.answer).toContainText("Albany sends it");
  await expect(routing.answer).toContainText("With the weights as saved, Sacramento would send it.");
  // What was tried is in the address alone.
  await expect(routing.weight("Nearness", "saved")).toHaveValue("6");
  await page.goto(page.url());
  await expect(routing.answer).toContainText("Albany sends it");
  await keepsNobodyOut(page, "the dry run");
});

test("a basket that is not there, or not known, is told beside the form", async ({ page }) => {
  await signInAs(page, "manager");
  const routing = new RoutingPage(page);
  await routing.open();
  await routing.try("10001", [{ sku: skillet, quantity: 9000 }]);
  await expect(routing.answer).toContainText("There is not enough of it");
  await routing.try("10001", [{ sku: "HF-NOTHING", quantity: 1 }]);
  await expect(page.getByRole("alert").filter({ hasText: "There is no SKU HF-NOTHING." })).toBeFocused();
});

test("a shipment is sent from elsewhere, and its order says why", async ({ page, request }) => {
  await signInAs(page, "warehouse");
  const { number, shipment } = await paidOrder(request, [{ sku: skillet, quantity: 1 }]);
  await page.goto(`/admin/orders/${number}`);
  const elsewhere = new SendElsewhere(page);
  await elsewhere.open(shipment);
  await keepsNobodyOut(page, "the dialog");
  await elsewhere.send("Sacramento", "Flooded aisle");
  await expect(elsewhere.dialog).toBeHidden();
  await expect(page.getByRole("table", { name: "Shipments" })).toContainText(`${number}-2`);
  await expect(page.getByText("Sacramento instead of Albany. Flooded aisle")).toBeVisible();
});

test("an admin adds a place, closes it, and managers only see it", async ({ page }) => {
  await signInAs(page, "admin");
  await page.goto("/admin/settings/places/new");
  const code = `N${Date.now().toString(36).slice(-6).toUpperCase()}`;
  await page.getByLabel("Name", { exact: true }).fill("Duluth");
  await page.getByLabel("Code", { exact: true }).fill(code);
  await page.getByRole("button", { name: "Add the place" }).click();
  await expect(page.getByRole("alert").first()).toBeFocused();
  await expect(page.getByLabel("Code", { exact: true })).toHaveValue(code);
  await page.getByLabel("Sender").fill("Holdfast North");
  await page.getByLabel("Street and number").fill("1 Canal Park");
  await page.getByLabel("Town").fill("Duluth");
  await page.getByLabel("State or region").fill("MN");
  await page.getByLabel("Postcode").fill("55802");
  await page.getByRole("button", { name: "Add the place" }).click();
  await expect(page.getByRole("status").filter({ hasText: "The place is added." })).toBeVisible();
  await expect(page.getByLabel("Latitude")).toHaveValue(/^46\./);
  await keepsNobodyOut(page, "a place");
  await page.getByRole("button", { name: "Close the place" }).click();
  await expect(page.getByRole("status").filter({ hasText: "The place is closed." })).toBeVisible();
  await page.goto("/admin/settings/places");
  await keepsNobodyOut(page, "the places");
});
