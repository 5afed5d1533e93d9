import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { ada, CheckoutPage } from "./pages/checkout.page";
import { OrderPage } from "./pages/order.page";
import { ProductPage } from "./pages/product.page";

/** No fault that keeps anybody out, on a phone and on a desk, by day and by night. */
async function checkPage(page: Page, what: string): Promise<void> {
  for (const width of [360, 1440])
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const { violations } = await new AxeBuilder({ page }).analyze();
      const grave = violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
      expect(grave, `${what} at ${width} px, ${colorScheme}`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${what} scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
    }
}

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
    await checkPage(page, path);
  });

test("cart, checkout and the order's page keep nobody out", async ({ page }) => {
  test.slow();
  const product = new ProductPage(page);
  await product.open("stoneware-mug");
  await product.awake();
  await product.addButton.click();
  await expect(product.drawer).toBeVisible();
  await checkPage(page, "the drawer");
  await page.goto("/cart");
  await checkPage(page, "the cart");
  await page.goto("/checkout");
  await checkPage(page, "the checkout");
  const checkout = new CheckoutPage(page);
  await checkout.placeButton.click();
  await expect(page.getByRole("alert").filter({ hasText: "need your help" })).toBeVisible();
  await checkPage(page, "the checkout with faults");
  await checkout.fill(ada);
  await checkout.awaitTotal(ada.state);
  const hosted = await checkout.place();
  await hosted.back();
  const order = new OrderPage(page);
  await order.shown();
  await checkPage(page, "the waiting order");
  await page.getByRole("link", { name: "Cancel this order…" }).click();
  await expect(page.getByRole("button", { name: "Cancel the order" })).toBeVisible();
  await checkPage(page, "the question before cancelling");
});
