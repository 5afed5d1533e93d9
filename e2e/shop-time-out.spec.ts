import { expect, test } from "@playwright/test";
import { ada, CheckoutPage } from "./pages/checkout.page";
import { OrderPage } from "./pages/order.page";
import { ProductPage } from "./pages/product.page";
import { stack } from "./stack";

test("an order that is not paid in time is closed, and can be placed again", async ({ page, request }) => {
  const product = new ProductPage(page);
  await product.open("hand-trowel");
  await product.addAndGoToCheckout();
  const checkout = new CheckoutPage(page);
  await checkout.fill(ada);
  await checkout.awaitTotal(ada.state);
  const hosted = await checkout.place();
  await hosted.back();
  const order = new OrderPage(page);
  await order.shown();
  await expect(order.title()).toHaveText("Waiting for your payment");

  const moved = await request.post(`${stack().sandbox}/control/clock`, { data: { advanceSeconds: 31 * 60 } });
  expect(moved.ok(), await moved.text()).toBe(true);
  await order.becomes("It was not paid in time");
  await expect(page.getByText("Nothing was charged").first()).toBeVisible();

  // Another carrier may be the cheapest by now: then the new total is shown, and agreed to by pressing again.
  await expect(async () => {
    await order.tryAgain().click();
    await expect(page.getByLabel("Card number")).toBeVisible({ timeout: 5_000 });
  }).toPass();
});
