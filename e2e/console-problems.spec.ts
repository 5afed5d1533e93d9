import { expect, test } from "@playwright/test";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { atCarrier, ProblemsPage, sentOrder } from "./pages/problems.page";
import { signInAs } from "./pages/warehouse.page";

const sku = "HF-MUG-OAT";

// News travels by the carrier’s stand-in and two policies.
test.setTimeout(180_000);

test("a parcel that nobody was at home for is on the staff's list and on the shopper's page, and leaves both when it moves", async ({
  page,
}) => {
  await signInAs(page, "manager");
  const sent = await sentOrder(page, sku, 1);
  const { number, link } = sent;
  await atCarrier(page, sent, "exception");

  const problems = new ProblemsPage(page);
  await expect(async () => {
    await problems.open();
    await expect(problems.row(number)).toContainText("Nobody was there to take it", { timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await expect(problems.row(number)).toContainText("Held up");
  await keepsNobodyOut(page, "the list of problems");

  await problems.look(number);
  await expect(page.getByText("The receiver was not available").first()).toBeVisible();
  await keepsNobodyOut(page, "a parcel that is held up");
  await page.getByRole("button", { name: "Ask UPS now" }).click();
  // The scan of the label itself is not pushed, so it may be news.
  await expect(page.getByText(/^UPS has (nothing|1) new/)).toBeVisible();

  await page.goto(`/admin/orders/${number}`);
  await expect(page.getByRole("region", { name: "Problems on the road" })).toContainText(
    "Nobody was there to take it",
  );

  await page.goto(link);
  await expect(page.getByText("Nobody was there to take it", { exact: false }).first()).toBeVisible();

  await atCarrier(page, sent, "delivered");
  await expect(async () => {
    await problems.open();
    await expect(problems.row(number)).toBeHidden({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await problems.open("?show=closed");
  await expect(problems.row(number).first()).toContainText("Closed by itself");
});

test("a parcel that comes back is taken in, and its money goes back", async ({ page }) => {
  await signInAs(page, "manager");
  const sent = await sentOrder(page, sku, 2);
  const { number } = sent;
  await atCarrier(page, sent, "returned");

  const problems = new ProblemsPage(page);
  await expect(async () => {
    await problems.open("?kind=returned");
    await expect(problems.row(number)).toContainText("The carrier has brought it back to us.", {
      timeout: 1_000,
    });
  }).toPass({ timeout: 60_000 });
  await problems.look(number);
  await keepsNobodyOut(page, "a parcel that comes back");

  const back = problems.step("It is back");
  await back.getByLabel("Good", { exact: true }).fill("3");
  await back.getByRole("button", { name: "Take the goods in" }).click();
  await expect(back.getByText("Only 2 of HF-MUG-OAT were sent").first()).toBeVisible();
  await expect(back.getByLabel("Good", { exact: true })).toHaveValue("3");
  await back.getByLabel("Good", { exact: true }).fill("1");
  await back.getByLabel("Damaged", { exact: true }).fill("1");
  await back.getByLabel(/for carriage/).check();
  await back.getByRole("button", { name: "Take the goods in" }).click();
  await expect(page.getByText("The goods are back on their shelves")).toBeVisible();
  await expect(page.getByText("The refund is on its way")).toBeVisible();
  await keepsNobodyOut(page, "a problem that is settled");

  await page.goto(`/admin/orders/${number}`);
  await expect(page.getByText("A parcel is back with us")).toBeVisible();
  await expect(page.getByText(/could not be delivered and came back to us/).first()).toBeVisible();
});
