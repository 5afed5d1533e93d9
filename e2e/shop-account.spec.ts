import { expect, test } from "@playwright/test";
import { placeOrder } from "./orders";
import { AccountPage } from "./pages/account.page";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";

const password = "four lemons in a drawer";

test("a guest's order comes into an account, is ordered again, and a forgotten password is no end", async ({
  page,
  request,
}) => {
  test.slow();
  const order = await placeOrder(request);
  const account = new AccountPage(page);
  await page.goto(`/orders/${order.number}?key=${order.accessToken}`);
  await page.getByRole("link", { name: "Register", exact: true }).click();
  await expect(page.getByLabel("E-mail")).toHaveValue(order.email);
  await account.register(password);
  // A mail program that opens the link does not use it up.
  await account.followMail(request, order.email, "verify-email");
  await page.reload();
  await account.confirm(password);
  await expect(account.order(order.number)).toBeVisible();

  // Its owner needs no key; a new order with the account is already filled in.
  await page.goto(`/orders/${order.number}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.getByRole("link", { name: "Cancel this order…" }).click();
  await page.getByRole("button", { name: "Cancel the order" }).click();
  await page.getByRole("button", { name: "Order the same again" }).click();
  await expect(page).toHaveURL(/\/cart/);
  await page.goto("/checkout");
  await expect(page.getByLabel("E-mail")).toHaveValue(order.email);
  await expect(page.getByLabel("Full name")).toHaveValue("Iris Marlowe");

  await account.signOut();
  await page.goto(`/orders/${order.number}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link doesn’t open an order");
  await account.reset(request, order.email, "seven pears on a windowsill");
  await account.signIn(order.email, password);
  await expect(page.getByRole("alert").filter({ hasText: "not right" })).toBeVisible();
  await account.signIn(order.email, "seven pears on a windowsill");
  await expect(account.order(order.number)).toBeVisible();
});

test("the account's pages keep nobody out", async ({ page }) => {
  test.slow();
  for (const path of ["/register", "/forgot-password", "/reset-password?link=none", "/sign-in"]) {
    await page.goto(path);
    await keepsNobodyOut(page, path);
  }
  await new AccountPage(page).signIn("shopper@holdfast.test", "holdfast-demo");
  await page.waitForURL(/\/account$/);
  for (const path of ["", "/orders", "/addresses", "/addresses/new", "/details", "/security", "/delete"]) {
    await page.goto(`/account${path}`);
    await keepsNobodyOut(page, `/account${path}`);
  }
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("an address is kept, changed and deleted", async ({ page }) => {
    await new AccountPage(page).signIn("shopper@holdfast.test", "holdfast-demo");
    await page.waitForURL(/\/account$/);
    await page.goto("/account/addresses/new");
    await page.getByLabel("Country").selectOption("GB");
    await page.getByRole("button", { name: "Use this country" }).click();
    await expect(page.getByLabel("Postcode")).toBeVisible();
    const street = `${Math.floor(Math.random() * 100_000)} Harbour Road`;
    await page.getByLabel("Street and number").fill(street);
    await page.getByLabel("Town or city").fill("Whitby");
    await page.getByLabel("Postcode").fill("nonsense");
    await page.getByRole("button", { name: "Save address" }).last().click();
    await expect(page.getByText("That is not a Postcode").first()).toBeVisible();
    await expect(page.getByLabel("Street and number")).toHaveValue(street);
    await page.getByLabel("Postcode").fill("YO21 1DN");
    await page.getByRole("button", { name: "Save address" }).last().click();
    const row = page.getByRole("listitem").filter({ hasText: street });
    await expect(row).toBeVisible();
    await row.getByRole("link", { name: /^Delete/ }).click();
    await page.getByRole("button", { name: new RegExp(`Delete .*${street}`) }).click();
    await expect(row).toHaveCount(0);
  });
});
