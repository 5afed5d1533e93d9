import { expect, test } from "@playwright/test";
import { checkoutOf, HostedPayment } from "./pages/checkout.page";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { OrderPage } from "./pages/order.page";
import { PaypalPage } from "./pages/paypal.page";

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

test("on a phone a shopper pays with PayPal after a first try was declined", async ({ page }) => {
  test.slow();
  const checkout = await checkoutOf(page, "stoneware-mug");
  await page.getByRole("radio", { name: /^PayPal/ }).check();
  await checkout.payButton.click();
  const paypal = new PaypalPage(page);
  await paypal.shown();
  await keepsNobodyOut(page, "PayPal’s page");
  await page.setViewportSize({ width: 360, height: 740 });

  await paypal.payFrom("Visa ending in 0002");
  const order = new OrderPage(page);
  await order.shown();
  await expect(order.tryAgain()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("PayPal’s answer:")).toBeVisible();
  await expect(page.getByText("Nothing was charged").first()).toBeVisible();
  const declined = order.number();

  // The way that was chosen stays chosen.
  await expect(page.getByRole("radio", { name: "PayPal" })).toBeChecked();
  await order.tryAgain().click();
  await paypal.shown();
  await paypal.payFrom("PayPal balance");
  await order.shown();
  await order.becomes(/^Paid/);
  expect(order.number()).not.toBe(declined);
});

test("who comes back from PayPal can pay by card instead", async ({ page }) => {
  const checkout = await checkoutOf(page, "stoneware-mug");
  await page.getByRole("radio", { name: /^PayPal/ }).check();
  await checkout.payButton.click();
  const paypal = new PaypalPage(page);
  await paypal.shown();
  await paypal.back();
  const order = new OrderPage(page);
  await order.shown();
  await page.getByRole("radio", { name: "Card" }).check();
  await order.pay().click();
  await new HostedPayment(page).shown();
});
