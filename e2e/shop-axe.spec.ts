import { expect, test } from "@playwright/test";
import { ada, CheckoutPage } from "./pages/checkout.page";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { OrderPage } from "./pages/order.page";
import { ProductPage } from "./pages/product.page";

for (const path of [
  "/",
  "/products",
  "/products?category=kitchen&sort=price",
  "/products?q=nothing-by-this-name",
  "/products/stoneware-mug",
  "/products/cast-iron-skillet",
  "/help/delivery",
  "/cart",
  "/checkout",
  "/orders/HF-100001",
  "/no-such-page",
])
  test(`${path} keeps nobody out`, async ({ page }) => {
    await page.goto(path);
    await keepsNobodyOut(page, path);
  });

test("cart, checkout and the order's page keep nobody out", async ({ page }) => {
  test.slow();
  const product = new ProductPage(page);
  await product.open("stoneware-mug");
  await product.awake();
  await product.addButton.click();
  await expect(product.drawer).toBeVisible();
  await keepsNobodyOut(page, "the drawer");
  await page.goto("/cart");
  await keepsNobodyOut(page, "the cart");
  await page.goto("/checkout");
  await keepsNobodyOut(page, "the checkout");
  const checkout = new CheckoutPage(page);
  await checkout.placeButton.click();
  await expect(page.getByRole("alert").filter({ hasText: "need your help" })).toBeVisible();
  await keepsNobodyOut(page, "the checkout with faults");
  await checkout.fill(ada);
  await checkout.awaitTotal(ada.state);
  const hosted = await checkout.place();
  await hosted.back();
  const order = new OrderPage(page);
  await order.shown();
  await keepsNobodyOut(page, "the waiting order");
  await page.getByRole("link", { name: "Cancel this order…" }).click();
  await expect(page.getByRole("button", { name: "Cancel the order" })).toBeVisible();
  await keepsNobodyOut(page, "the question before cancelling");
});
