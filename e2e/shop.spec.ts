import { expect, type Page, test } from "@playwright/test";
import { CartPage } from "./pages/cart.page";
import { ada, CheckoutPage, cards } from "./pages/checkout.page";
import { OrderPage } from "./pages/order.page";
import { ProductPage } from "./pages/product.page";

/** From a product to the provider's page, with scripts. */
async function order(page: Page, slug = "stoneware-mug") {
  const product = new ProductPage(page);
  await product.open(slug);
  await product.addAndGoToCheckout();
  const checkout = new CheckoutPage(page);
  await checkout.fill(ada);
  await checkout.awaitTotal(ada.state);
  return checkout.place();
}

test("a guest buys: cart beside the page, total by the address, paid order", async ({ page }) => {
  const hosted = await order(page);
  const number = await hosted.orderNumber();
  await hosted.pay(cards.good);
  const placed = new OrderPage(page);
  await placed.shown();
  await placed.becomes(/^Paid/);
  expect(placed.number()).toBe(number);
  await expect(page.getByText("Your payment came in")).toBeVisible();

  // The cart has become the order: nothing can be bought twice by going back.
  await page.goto("/checkout");
  await expect(page.getByRole("link", { name: `Go to order ${number}` })).toBeVisible();
});

test("a double click places one order", async ({ page }) => {
  const product = new ProductPage(page);
  await product.open("hand-trowel");
  await product.addAndGoToCheckout();
  const checkout = new CheckoutPage(page);
  await checkout.fill(ada);
  await checkout.awaitTotal(ada.state);
  const key = await page.locator('input[name="checkoutKey"]').inputValue();
  await checkout.payButton.dblclick();
  await expect(page.getByLabel("Card number")).toBeVisible();
  const number = /HF-\d+/.exec((await page.locator("body").textContent()) ?? "")?.[0] ?? "none";

  // The form of a page that the browser kept finds the same order.
  await page.goto("/products/hand-trowel");
  await new ProductPage(page).addAndGoToCheckout();
  const again = new CheckoutPage(page);
  await again.fill(ada);
  await again.awaitTotal(ada.state);
  await page.locator('input[name="checkoutKey"]').evaluate((input, kept) => {
    (input as HTMLInputElement).value = kept;
  }, key);
  const hosted = await again.place();
  expect(await hosted.orderNumber()).toBe(number);
});

test("a declined card cancels the order, charges nothing, and is tried again in one click", async ({
  page,
}) => {
  const hosted = await order(page);
  const number = await hosted.orderNumber();
  await hosted.pay(cards.declined);
  await expect(page.getByText(/declined/i).first()).toBeVisible();
  const placed = new OrderPage(page);
  if (!page.url().includes("/orders/")) await hosted.back();
  await placed.shown();
  await expect(placed.tryAgain()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Nothing was charged").first()).toBeVisible();

  await placed.tryAgain().click();
  await hosted.shown();
  expect(await hosted.orderNumber()).not.toBe(number);
  await hosted.pay(cards.good);
  await placed.shown();
  await placed.becomes(/^Paid/);
});

test("an order that waits for its payment can be paid later, or cancelled", async ({ page }) => {
  const hosted = await order(page);
  await hosted.back();
  const placed = new OrderPage(page);
  await placed.shown();
  await expect(placed.title()).toHaveText("Waiting for your payment");
  await placed.pay().click();
  await hosted.shown();
  await hosted.back();
  await placed.cancel();
  await expect(page.getByText("Nothing was charged.").first()).toBeVisible();
});

test("what was typed stays when something is missing, and the faults are named", async ({ page }) => {
  const product = new ProductPage(page);
  await product.open("stoneware-mug");
  await product.addAndGoToCheckout();
  const checkout = new CheckoutPage(page);
  await checkout.fill({ ...ada, email: "ada@", zip: "1" });
  await checkout.placeButton.click();
  const summary = page.getByRole("alert").filter({ hasText: "need your help" });
  await expect(summary).toBeVisible();
  await expect(checkout.field("E-mail")).toHaveAttribute("aria-invalid", "true");
  await expect(checkout.field("ZIP code")).toHaveAttribute("aria-invalid", "true");
  await expect(checkout.field("E-mail")).toHaveValue("ada@");
  await expect(checkout.field("Full name")).toHaveValue(ada.name);
  await expect(checkout.field("State")).toHaveValue(ada.state);
});

test("another country has other fields, and its own prices", async ({ page }) => {
  const product = new ProductPage(page);
  await product.open("stoneware-mug");
  await product.addAndGoToCheckout();
  const checkout = new CheckoutPage(page);
  await expect(async () => {
    await checkout.field("Country").selectOption("US");
    await checkout.field("Country").selectOption("GB");
    await expect(checkout.field("Postcode")).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(checkout.field("State")).toHaveCount(0);
  await expect(checkout.payButton).toBeVisible();
});

test("the last one goes to somebody faster: the cart says so and what was typed stays", async ({
  page,
  request,
}) => {
  const product = new ProductPage(page);
  await product.open("pull-saw");
  await product.addAndGoToCheckout();
  const checkout = new CheckoutPage(page);
  await checkout.fill(ada);
  await checkout.awaitTotal(ada.state);

  const call = async <T>(path: string, body: unknown): Promise<T> => {
    const response = await request.post(`/api/trpc/${path}`, { data: body });
    expect(response.ok(), await response.text()).toBe(true);
    return (await response.json()).result.data as T;
  };
  const asked = encodeURIComponent(JSON.stringify({ skus: ["HF-SAW-PULL"] }));
  const answer = await request.get(`/api/trpc/catalogue.availability?input=${asked}`);
  const left: number = (await answer.json()).result.data["HF-SAW-PULL"];
  const rival = await call<{ number: string; accessToken: string }>("order.create", {
    idempotencyKey: crypto.randomUUID(),
    customer: { email: "rival@example.com", name: "Grace Rival" },
    lines: [{ sku: "HF-SAW-PULL", quantity: left }],
    shippingAddress: {
      name: "Grace Rival",
      line1: "1 Main St",
      city: "Boston",
      region: "MA",
      postalCode: "02108",
      country: "US",
    },
    shippingMethod: "standard",
  });

  await checkout.payButton.click();
  await page.waitForURL(/\/cart\?short=1/);
  await expect(page.getByText("Somebody was faster")).toBeVisible();
  await expect(new CartPage(page).line("Pull saw")).toContainText("Sold out");

  // They give it back: the same checkout goes on with what was typed.
  await call("order.cancel", { number: rival.number, accessToken: rival.accessToken });
  const cart = new CartPage(page);
  await cart.open();
  await cart.goToCheckout();
  await expect(checkout.field("Full name")).toHaveValue(ada.name);
  await expect(checkout.field("Street and number")).toHaveValue(ada.line1);
});

test("more than there is may be asked for, and what is left is taken in one press", async ({ page }) => {
  const product = new ProductPage(page);
  await product.open("brass-reading-lamp");
  await product.awake();
  await product.choose(50);
  await product.addButton.click();
  await product.drawer.getByRole("link", { name: "Change it" }).click();
  const cart = new CartPage(page);
  await expect(cart.line("Brass reading lamp")).toContainText(/Only \d+ left; you asked for 50/);
  await cart.takeWhatIsLeft();
  await expect(page.getByRole("link", { name: "Go to checkout" })).toBeVisible();
});

test("two tabs share one cart, and an old page overwrites only what was changed on it", async ({
  context,
}) => {
  const first = await context.newPage();
  await new ProductPage(first).open("stoneware-mug");
  const product = new ProductPage(first);
  await product.awake();
  await product.addButton.click();
  await expect(product.drawer).toBeVisible();
  const old = new CartPage(first);
  await old.open();
  await expect(old.quantity()).toHaveValue("1");

  const second = new ProductPage(await context.newPage());
  await second.open("hand-trowel");
  await second.awake();
  await second.addButton.click();
  await expect(second.drawer).toContainText("Stoneware mug");

  await first.getByRole("button", { name: "One more" }).click();
  await expect(old.line("Hand trowel")).toBeVisible();
  await expect(first.getByRole("spinbutton", { name: /mug/ })).toHaveValue("2");
});

test("a wrong key opens nothing", async ({ page }) => {
  const response = await page.goto("/orders/HF-100001?key=guessed");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link doesn’t open an order");
});
