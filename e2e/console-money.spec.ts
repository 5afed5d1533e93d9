import { expect, test } from "@playwright/test";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { ReconciliationPage, strangersPayment, WebhooksPage } from "./pages/money.page";
import { signInAs } from "./pages/warehouse.page";

test.setTimeout(90_000);

test("money that the shop has never heard of is parked, found by the day's comparison, and closed with a note", async ({
  page,
}) => {
  await signInAs(page, "manager");
  const { session, charge } = await strangersPayment(page.request);

  const inbox = new WebhooksPage(page);
  await expect(async () => {
    await inbox.open(`?q=${session}`);
    await expect(inbox.row("checkout.session.completed")).toContainText("Parked", { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await keepsNobodyOut(page, "the inbox");
  await inbox.row("checkout.session.completed").getByRole("link").click();
  await expect(page.getByText("No payment of ours is known by this reference.").first()).toBeVisible();
  await expect(page.getByRole("region", { name: "What Stripe sent" }).first()).toContainText(
    "people’s data is hidden",
  );
  await keepsNobodyOut(page, "a notification");
  await page.getByRole("button", { name: "Process again" }).click();
  await expect(page.getByText("It could not be acted on")).toBeVisible();
  await expect(page.getByRole("region", { name: "Tried by hand" })).toContainText("Parked");
  await page.getByRole("button", { name: "Put aside" }).click();
  await expect(page.getByText("Nothing needs to be done about it.").first()).toBeVisible();

  const days = new ReconciliationPage(page);
  await days.compareToday();
  const difference = days.difference(charge);
  await expect(difference).toContainText("Payment that only Stripe has");
  await expect(difference).toContainText("$12.34");
  await keepsNobodyOut(page, "a day that differs");
  await difference.getByText("Note and close").click();
  await difference.getByRole("button", { name: "Close the difference" }).click();
  await expect(difference.getByRole("alert")).toContainText("Say what it was about");
  await difference.getByLabel("What it was about").fill("Another shop of ours");
  await difference.getByRole("button", { name: "Close the difference" }).click();
  await expect(difference).toContainText("Another shop of ours");
  await expect(difference.getByRole("button", { name: "Open again" })).toBeVisible();

  await page.goto("/admin/payments/reconciliation");
  await keepsNobodyOut(page, "the days");
  await page.goto("/admin/payments/unfinished");
  await keepsNobodyOut(page, "payments under way");
});
