import { expect, test } from "@playwright/test";
import { payOrder, placeOrder } from "./orders";
import { cards } from "./pages/checkout.page";
import { ConsoleOrdersPage } from "./pages/console-orders.page";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { emailOf, password, SignInPage } from "./pages/sign-in.page";

test("a wrong password and an unknown e-mail are told alike, and the e-mail stays typed", async ({
  page,
}) => {
  const signIn = new SignInPage(page);
  await signIn.open("/admin/orders");
  for (const email of [emailOf("manager"), `nobody-${crypto.randomUUID()}@example.com`]) {
    await signIn.submit(email, "not this");
    await expect(signIn.fault()).toContainText("E-mail or password is not right");
    await expect(signIn.email()).toHaveValue(email);
    await expect(signIn.password()).toHaveValue("");
  }
  await signIn.submit(emailOf("manager"), password);
  await expect(page).toHaveURL(/\/admin\/orders$/);
});

test("who is not signed in is sent to do so, and then where they wanted to go", async ({ page }) => {
  await page.goto("/admin/orders?status=paid");
  await expect(page).toHaveURL(/\/sign-in\?from=%2Fadmin%2Forders/);
});

test("nobody is led off the site after signing in", async ({ page }) => {
  await new SignInPage(page).as("manager", "//evil.example/admin");
  await expect(page).toHaveURL(/\/admin$/);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto("/admin");
  await expect(page).toHaveURL(/\/sign-in\?from=/);
});

test("shoppers who sign in go to the shop, and find no console", async ({ page }) => {
  const signIn = new SignInPage(page);
  await signIn.open("/admin");
  await signIn.submit(emailOf("shopper"), password);
  await expect(page).not.toHaveURL(/sign-in|admin/);
  const answer = await page.goto("/admin/orders");
  expect(answer?.status()).toBe(404);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("staff sign in, and hear when the password is wrong", async ({ page }) => {
    const signIn = new SignInPage(page);
    await signIn.open("/admin/orders");
    await signIn.submit(emailOf("warehouse"), "not this");
    await expect(signIn.fault()).toContainText("E-mail or password is not right");
    await expect(signIn.email()).toHaveValue(emailOf("warehouse"));
    await signIn.submit(emailOf("warehouse"), password);
    await expect(page).toHaveURL(/\/admin\/orders$/);
    await expect(page.getByRole("heading", { level: 1, name: "Orders" })).toBeVisible();
  });
});

test("a manager finds a cancelled order and reads why it was", async ({ page }) => {
  const placed = await placeOrder(page.request);
  await payOrder(page, placed, cards.declined);
  await new SignInPage(page).as("manager", "/admin/orders");
  const orders = new ConsoleOrdersPage(page);
  await expect(async () => {
    await orders.find(placed.email);
    await expect(orders.row(placed.number)).toContainText("payment failed", { timeout: 1_000 });
  }).toPass();
  expect(await orders.rows().count()).toBe(2);

  await page.getByRole("link", { name: placed.number }).click();
  const cancelled = orders.fact("Cancelled: the payment failed");
  await expect(cancelled).toContainText("When the last allowed payment attempt fails, cancel the order");
  await expect(cancelled).toContainText("Set off by PaymentProcessed");
  await cancelled.getByText("What it looked at").click();
  await expect(cancelled.getByText("orderNumber")).toBeVisible();
  await expect(orders.part("Money")).toContainText("Failed");
  await expect(orders.cancelButton()).toBeHidden();
});

test("a pending order is cancelled with a reason and a note", async ({ page }) => {
  const { number } = await placeOrder(page.request);
  await new SignInPage(page).as("warehouse");
  const orders = new ConsoleOrdersPage(page);
  await orders.open(number);
  await orders.askToCancel();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Nothing has been charged");
  await dialog.getByLabel("Reason").selectOption("fraud");
  await dialog.getByLabel("Note").fill("Three cards, three names");
  await dialog.getByRole("button", { name: "Cancel the order" }).click();
  await expect(page.getByText(`Order ${number} is cancelled`)).toBeVisible();
  await expect(orders.fact("Cancelled after a fraud check")).toContainText("Three cards, three names");
  await expect(orders.cancelButton()).toBeHidden();
});

test("a paid order is the manager's to cancel, who reads what will be refunded", async ({ page }) => {
  const placed = await placeOrder(page.request);
  await payOrder(page, placed, cards.good);
  const signIn = new SignInPage(page);
  const orders = new ConsoleOrdersPage(page);
  await signIn.as("warehouse");
  await expect(async () => {
    await orders.open(placed.number);
    await expect(orders.main().getByText("Paid", { exact: true }).first()).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(orders.cancelButton()).toBeHidden();
  await expect(orders.part("Money")).toBeHidden();
  await expect(page.getByRole("link", { name: "Policies" })).toBeHidden();
  expect((await page.goto("/admin/policies"))?.status()).toBe(404);
  expect((await page.request.get("/admin/orders/export")).status()).toBe(403);

  await page.goto("/admin");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await signIn.as("manager");
  await orders.open(placed.number);
  await orders.askToCancel();
  await expect(page.getByRole("dialog")).toContainText(/\$\d+\.\d\d will be refunded/);
  await page.getByRole("button", { name: /^Cancel and refund \$/ }).click();
  await expect(orders.fact("Cancelled by the shop")).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(orders.part("Money")).toContainText("Refund", { timeout: 1_000 });
  }).toPass();
});

test("an order is reached by its number from anywhere, with the keyboard alone", async ({ page }) => {
  const { number } = await placeOrder(page.request);
  await new SignInPage(page).as("warehouse");
  const field = page.getByRole("combobox", { name: /^Order, shipment/ });
  await expect(async () => {
    if (!(await field.isVisible())) await page.keyboard.press("Control+k");
    await expect(field).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.type(number);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/admin/orders/${number}$`));
});

test("the export is the filtered list with its time zone named", async ({ page }) => {
  const { number, email } = await placeOrder(page.request);
  await new SignInPage(page).as("manager", `/admin/orders?q=${email}`);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const stream = await (await download).createReadStream();
  let text = "";
  for await (const part of stream) text += String(part);
  const lines = text.trimEnd().split("\r\n");
  expect(lines[0]).toMatch(/^Order,Placed \([A-Za-z]+\/[A-Za-z_]+\),Status/);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(number);
});

test("the console keeps nobody out, on a handheld and on a desk, by day and by night", async ({ page }) => {
  test.slow();
  const { number } = await placeOrder(page.request);
  await page.goto("/sign-in");
  await keepsNobodyOut(page, "sign-in");
  await new SignInPage(page).as("manager");
  for (const path of [
    "/admin",
    "/admin/orders",
    "/admin/orders?q=no-such-thing",
    `/admin/orders/${number}`,
    "/admin/policies",
    "/admin/policies?view=all",
    "/admin/reviews",
  ]) {
    await page.goto(path);
    await keepsNobodyOut(page, path);
  }
  const orders = new ConsoleOrdersPage(page);
  await orders.open(number);
  await orders.askToCancel();
  await keepsNobodyOut(page, "the question before cancelling");
});
