import { expect, test } from "@playwright/test";
import { CartPage } from "./pages/cart.page";
import { ada, CheckoutPage, cards } from "./pages/checkout.page";
import { OrderPage } from "./pages/order.page";
import { ProductPage } from "./pages/product.page";

test.use({ javaScriptEnabled: false });

test("search and filter by address", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("searchbox", { name: "Search the shop" }).fill("mug");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("link", { name: /Stoneware mug/ })).toBeVisible();
  await page.goto("/products");
  await page.getByLabel("Shelf").selectOption("garden");
  await page.getByLabel("Order").selectOption("price");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/category=garden&sort=price/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Garden");
});

test("a guest buys, pays and sees the order, all with plain forms", async ({ page }) => {
  const product = new ProductPage(page);
  await product.open("stoneware-mug");
  await product.choose(2);
  await product.addAndLandInCart();
  const cart = new CartPage(page);
  await cart.quantity().fill("3");
  await page.getByRole("button", { name: "Update the cart" }).click();
  await expect(page.getByText("3 items")).toBeVisible();
  await cart.goToCheckout();

  const checkout = new CheckoutPage(page);
  await checkout.placeButton.click();
  await expect(page.getByRole("alert").filter({ hasText: "need your help" })).toBeVisible();
  await checkout.fill(ada);
  await checkout.updateTotal();
  await expect(checkout.field("Full name")).toHaveValue(ada.name);
  const hosted = await checkout.place();
  await hosted.pay(cards.good);
  const order = new OrderPage(page);
  await order.shown();
  await order.becomes(/^Paid/, { scripts: false });
});

test("a total that was never shown is shown before anything is placed", async ({ page }) => {
  const product = new ProductPage(page);
  await product.open("stoneware-mug");
  await product.addAndLandInCart();
  await new CartPage(page).goToCheckout();
  const checkout = new CheckoutPage(page);
  await checkout.fill(ada);
  await checkout.placeButton.click();
  await expect(page.getByRole("alert").filter({ hasText: "Look over the total" })).toContainText(
    "with tax is $",
  );
  await expect(checkout.payButton).toBeVisible();
});

test("a country is chosen with its button, and the fields follow", async ({ page }) => {
  const product = new ProductPage(page);
  await product.open("stoneware-mug");
  await product.addAndLandInCart();
  await new CartPage(page).goToCheckout();
  const checkout = new CheckoutPage(page);
  await checkout.field("Full name").fill(ada.name);
  await checkout.field("Country").selectOption("CA");
  await page.getByRole("button", { name: "Use this country" }).click();
  await expect(checkout.field("Province")).toBeVisible();
  await expect(checkout.field("Full name")).toHaveValue(ada.name);
});

test("a waiting order is cancelled in two plain steps", async ({ page }) => {
  const product = new ProductPage(page);
  await product.open("stoneware-mug");
  await product.addAndLandInCart();
  await new CartPage(page).goToCheckout();
  const checkout = new CheckoutPage(page);
  await checkout.fill(ada);
  await checkout.updateTotal();
  const hosted = await checkout.place();
  await hosted.back();
  const order = new OrderPage(page);
  await order.shown();
  await order.cancel();
});
