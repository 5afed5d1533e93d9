import { expect, test } from "@playwright/test";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { SignInPage } from "./pages/sign-in.page";
import { Newcomer, StaffPage } from "./pages/staff.page";
import { signInAs } from "./pages/warehouse.page";

const password = "seven boats on a quiet canal";

test("somebody is invited, comes in with a second factor, is promoted and shut out", async ({
  page,
  browser,
  request,
}) => {
  test.slow();
  const email = `nova-${crypto.randomUUID().slice(0, 8)}@holdfast.test`;
  const name = `Nova ${email.slice(5, 13)}`;
  await signInAs(page, "admin");
  const staff = new StaffPage(page);
  await staff.invite(name, email, "Warehouse");

  const context = await browser.newContext();
  const theirs = await context.newPage();
  const newcomer = new Newcomer(theirs);
  await newcomer.join(request, email, password);
  await keepsNobodyOut(theirs, "setting up a second factor");
  await newcomer.setUpFactor();
  await theirs.getByRole("link", { name: "Go to the console" }).click();
  await expect(theirs.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();

  // The next sign-in asks for a code, and opens nothing before it has one.
  await theirs.getByRole("button", { name: "Sign out" }).click();
  await new SignInPage(theirs).submit(email, password);
  await expect(theirs.getByRole("heading", { name: "One more step" })).toBeVisible();
  await theirs.goto("/admin/orders");
  await expect(theirs).toHaveURL(/\/sign-in\/second-factor/);
  const refused = await theirs.request.get("/api/trpc/shipment.queue?input=%7B%7D");
  expect(refused.status()).toBe(401);
  await theirs.getByLabel("Code").fill(newcomer.code(1));
  await theirs.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(theirs.getByRole("heading", { level: 1, name: "Orders" })).toBeVisible();

  // Another role and the end of all roles hold in the tab that is open.
  await expect(theirs.getByRole("link", { name: "Policies" })).toHaveCount(0);
  await staff.openPerson(name);
  await keepsNobodyOut(page, "a colleague's page");
  await staff.giveRole("Manager");
  await theirs.reload();
  await expect(theirs.getByRole("link", { name: "Policies" }).first()).toBeVisible();
  await staff.shutOut(name);
  await theirs.reload();
  await expect(theirs).toHaveURL(/\/sign-in/);
  await context.close();

  await page.goto("/admin/audit?area=people");
  await expect(page.getByRole("list", { name: "Acts" })).toContainText(
    `made ${name} manager, before warehouse`,
  );
  await expect(page.getByRole("list", { name: "Acts" })).toContainText(`shut out ${name}`);
  await keepsNobodyOut(page, "the audit");
});
