import { expect, test } from "@playwright/test";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { PurchasingPage } from "./pages/purchasing.page";
import { signInAs } from "./pages/warehouse.page";

test.beforeEach(({ page }) => signInAs(page, "manager"));

test("a rule that is raised finds the level low, and a purchase order says why so many", async ({ page }) => {
  const purchasing = new PurchasingPage(page);
  // 54 or fewer stand in EAST; packs of 4 from Irongate.
  await purchasing.changeRule("HF-APRON-L", "EAST", { point: "60", upTo: "120" });
  await expect(page.getByText("The rule for HF-APRON-L at EAST is saved.")).toBeVisible();
  await expect(purchasing.rule("HF-APRON-L", "EAST")).toContainText("Low");
  const row = purchasing.lowRow("HF-APRON-L", "EAST");
  // The policy follows in a moment.
  await expect(async () => {
    await page.goto("/admin/purchasing");
    await expect(row).toContainText(/PO-\d+/, { timeout: 2_000 });
  }).toPass();
  await row.getByText(/^Why \d+\?$/).click();
  await expect(row).toContainText(/Available \d+ \+ incoming \d+ \+ on other drafts \d+; up to 120 → \d+/);
});

test("what a rule can't be is told beside its field, and nothing typed is lost", async ({ page }) => {
  const purchasing = new PurchasingPage(page);
  await purchasing.changeRule("HF-APRON-M", "WEST", { point: "90", upTo: "80" });
  await expect(page.getByLabel("Fill up to")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("Fill up to more than the reorder point.").first()).toBeVisible();
  await expect(page.getByLabel("Reorder below")).toHaveValue("90");
});

test("a draft above the limit waits until a manager orders it", async ({ page }) => {
  const purchasing = new PurchasingPage(page);
  // $132 each by half their price: far above the $500 that are ordered unasked.
  await purchasing.changeRule("HF-CLOCK-30", "EAST", { point: "100", upTo: "140" });
  const clock = purchasing.lowRow("HF-CLOCK-30", "EAST");
  // The policy writes the line, and then asks: the page may be opened in between.
  await expect(async () => {
    await page.goto("/admin/purchasing");
    await expect(clock).toContainText("Waits for approval", { timeout: 2_000 });
  }).toPass();
  const number = (await clock.getByRole("link", { name: /^PO-/ }).textContent()) ?? "";
  const draft = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: number, exact: true }) });
  await draft.getByRole("button", { name: /^Order for/ }).click();
  await expect(page.getByText(`${number} is ordered.`)).toBeVisible();
  await expect(clock).toContainText("Ordered");
});

test("a supplier is added, gets an article and loses it again", async ({ page }) => {
  const purchasing = new PurchasingPage(page);
  const code = `CEDAR${Date.now() % 100_000}`;
  await purchasing.addSupplier(code, `Cedar & Sons ${code}`);
  await page.getByRole("link", { name: "Add an article" }).click();
  await page.getByLabel("SKU").fill("HF-KNIFE-18");
  await page.getByLabel("Their article number").fill("K-18");
  await page.getByLabel("Cost of one in USD").fill("41.50");
  await page.getByRole("button", { name: "Add the article" }).click();
  await expect(page.getByText("HF-KNIFE-18 is saved.")).toBeVisible();
  await expect(page.getByRole("table", { name: /^Articles of/ })).toContainText("$41.50");
  await page.getByRole("link", { name: "Change HF-KNIFE-18" }).click();
  await page.getByRole("link", { name: "Take it off" }).click();
  await page.getByRole("button", { name: "Take it off" }).click();
  await expect(page.getByText("HF-KNIFE-18 is taken off.")).toBeVisible();
  await page.getByRole("link", { name: "Deactivate" }).click();
  await page.getByRole("button", { name: "Deactivate" }).click();
  await expect(page.getByText("Inactive")).toBeVisible();
});

test("the warehouse comes to the purchase orders, and to nothing that is the managers'", async ({ page }) => {
  await signInAs(page, "warehouse");
  await page.goto("/admin/purchasing");
  await expect(page).toHaveURL(/\/admin\/purchasing\/orders/);
  for (const path of ["rules", "suppliers", "suppliers/NORTHPINE"])
    expect((await page.goto(`/admin/purchasing/${path}`))?.status()).toBe(404);
});

test("purchasing keeps nobody out", async ({ page }) => {
  test.slow();
  for (const path of [
    "/admin/purchasing",
    "/admin/purchasing/rules?q=HF-APRON&edit=HF-APRON-M%40EAST",
    "/admin/purchasing/rules?add=1",
    "/admin/purchasing/suppliers",
    "/admin/purchasing/suppliers/new",
    "/admin/purchasing/suppliers/NORTHPINE?item=HF-KNIFE-21",
    "/admin/purchasing/suppliers/NORTHPINE?remove=HF-KNIFE-21&deactivate=1",
  ]) {
    await page.goto(path);
    await keepsNobodyOut(page, path);
  }
});
