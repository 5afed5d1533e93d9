import { expect, test } from "@playwright/test";
import { CartPage } from "./pages/cart.page";
import { CheckoutPage, cards, checkoutOf, noNumber, nowhere } from "./pages/checkout.page";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { OrderPage } from "./pages/order.page";
import { ProductPage } from "./pages/product.page";

const span = /[A-Z][a-z]{2} \d{1,2}( [A-Z][a-z]{2})?( – [A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2})?/;

test("a carrier's prices are shown with the days they arrive, and the chosen one is paid and kept", async ({
  page,
}) => {
  const checkout = await checkoutOf(page, "stoneware-mug");
  await expect(checkout.ways.getByRole("radio")).toHaveCount(2);
  await expect(checkout.ways).toContainText(/UPS|FedEx/);
  await expect(checkout.ways).toContainText(new RegExp(`Arrives ${span.source}`));
  await keepsNobodyOut(page, "the checkout with carriers' prices");

  const fast = checkout.ways.getByRole("radio").last();
  const before = await checkout.payButton.textContent();
  await fast.check();
  await checkout.settled();
  await expect(checkout.payButton).not.toHaveText(before ?? "");
  const title = (await checkout.ways.locator("label").last().locator("span.font-medium").textContent()) ?? "";
  const hosted = await checkout.place();
  await hosted.pay(cards.good);
  const order = new OrderPage(page);
  await order.shown();
  await order.becomes(/^Paid/);
  await expect(page.getByText(new RegExp(`Arrives ${span.source} with ${title}`))).toBeVisible();
});

test("an unknown address is asked about once, and kept when the shopper says so", async ({ page }) => {
  const checkout = await checkoutOf(page, "garden-twine", nowhere);
  await checkout.payButton.click();
  await expect(checkout.doubt).toContainText("Is your address right?");
  await expect(checkout.doubt).toBeFocused();
  await expect(checkout.field("Full name")).toHaveValue(nowhere.name);
  await keepsNobodyOut(page, "the checkout with a doubted address");
  await checkout.keepMine();
  const hosted = new CheckoutPage(page);
  await expect(hosted.page.getByLabel("Card number")).toBeVisible();
});

test("what comes after the warning is another address, and is asked about again", async ({ page }) => {
  const checkout = await checkoutOf(page, "garden-twine", nowhere);
  await checkout.payButton.click();
  await expect(checkout.doubt).toContainText("Nowhere Lane");
  await checkout.field("Street and number").fill(noNumber.line1);
  await checkout.payButton.click();
  await expect(checkout.doubt).toContainText("Is your address complete?");
});

test("a product's page says when it arrives, and remembers where", async ({ page }) => {
  const product = new ProductPage(page);
  await product.open("stoneware-mug");
  const delivery = page.getByRole("region", { name: "Delivery" });
  await expect(delivery).toContainText(new RegExp(`[Aa]rrives ${span.source}`));
  await delivery.getByText("Change").click();
  await delivery.getByLabel("Country").selectOption("GB");
  await delivery.getByRole("button", { name: "Show" }).click();
  await expect(delivery).toContainText("To United Kingdom");
  await keepsNobodyOut(page, "a product with its delivery days");
  await product.addAndGoToCheckout();
  await expect(new CheckoutPage(page).field("Country")).toHaveValue("GB");
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("prices, days and the question about the address come with plain forms", async ({ page }) => {
    await new ProductPage(page).open("stoneware-mug");
    await new ProductPage(page).addAndLandInCart();
    const delivery = page.getByRole("region", { name: "Delivery" });
    await expect(delivery).toContainText(new RegExp(`[Aa]rrives ${span.source}`));
    await delivery.getByText("Change").click();
    await delivery.getByLabel("Postcode").fill("94103");
    await delivery.getByRole("button", { name: "Show" }).click();
    await expect(page.getByRole("region", { name: "Delivery" })).toContainText("94103");

    await new CartPage(page).goToCheckout();
    const checkout = new CheckoutPage(page);
    await expect(checkout.field("ZIP code")).toHaveValue("94103");
    await checkout.fill(nowhere);
    await checkout.updateTotal();
    await expect(checkout.ways).toContainText(/UPS|FedEx/);
    await checkout.payButton.click();
    await expect(checkout.doubt).toContainText("Is your address right?");
    await expect(checkout.field("Street and number")).toHaveValue(nowhere.line1);
    await checkout.keepMine();
    await expect(page.getByLabel("Card number")).toBeVisible();
  });
});
