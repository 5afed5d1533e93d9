import { expect, type Locator, type Page } from "@playwright/test";
import { ProductPage } from "./product.page";

export type Shopper = {
  email: string;
  name: string;
  line1: string;
  city: string;
  state: string;
  zip: string;
};

export const ada: Shopper = {
  email: "ada@example.com",
  name: "Ada Moreno",
  line1: "20 W 34th St",
  city: "New York",
  state: "NY",
  zip: "10001",
};

/** Streets that the carriers of the sandbox do not know, and that they want more of. */
export const nowhere: Shopper = { ...ada, line1: "1 Nowhere Lane" };
export const noNumber: Shopper = { ...ada, line1: "Broadway" };

export class CheckoutPage {
  /** The ways it can come, with their days and prices. */
  readonly ways: Locator;
  /** The question about an address that a carrier doubts. */
  readonly doubt: Locator;
  readonly placeButton: Locator;
  /** Only at a certain total does the button name it. */
  readonly payButton: Locator;

  constructor(readonly page: Page) {
    this.ways = page.getByRole("group", { name: "Shipping method" });
    this.doubt = page.getByRole("alert").filter({ has: page.getByRole("button", { name: "Keep mine" }) });
    this.placeButton = page.getByRole("button", { name: /^Place order and pay/ });
    this.payButton = page.getByRole("button", { name: /^Place order and pay \$/ });
  }

  field = (label: string) => this.page.getByLabel(label, { exact: true });

  async fill({ email, name, line1, city, state, zip }: Shopper): Promise<void> {
    await this.field("E-mail").fill(email);
    await this.field("Full name").fill(name);
    await this.field("Street and number").fill(line1);
    await this.field("Town or city").fill(city);
    await this.field("State").selectOption(state);
    await this.field("ZIP code").fill(zip);
  }

  /** With scripts the total comes by itself once the page is awake to hear of the state. */
  async awaitTotal(state: string): Promise<void> {
    await expect(async () => {
      await this.field("State").selectOption("");
      await this.field("State").selectOption(state);
      await expect(this.payButton).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await this.settled();
  }

  /** Carriers have answered, or been given up: the total is the one that stays. */
  settled = () => expect(this.page.locator('[aria-busy="true"]')).toHaveCount(0);

  keepMine = () => this.doubt.getByRole("button", { name: "Keep mine" }).click();

  async updateTotal(): Promise<void> {
    await this.page.getByRole("button", { name: "Update the total" }).click();
    await expect(this.payButton).toBeVisible();
  }

  /** Places the order and waits for the provider's page. */
  async place(): Promise<HostedPayment> {
    await this.payButton.click();
    const hosted = new HostedPayment(this.page);
    await hosted.shown();
    return hosted;
  }
}

/** The provider's own page. */
export class HostedPayment {
  constructor(readonly page: Page) {}

  shown = () => expect(this.page.getByLabel("Card number")).toBeVisible();
  orderNumber = async (): Promise<string> =>
    /HF-\d+/.exec((await this.page.locator("body").textContent()) ?? "")?.[0] ?? "";
  back = () => this.page.getByRole("link", { name: "Back to the shop" }).click();

  async pay(card: string): Promise<void> {
    await this.page.getByLabel("Card number").fill(card);
    await this.page.getByLabel("Expiry").fill("12 / 34");
    await this.page.getByLabel("CVC").fill("123");
    await this.page.getByLabel("Name on card").fill("Ada Moreno");
    await this.page.getByRole("button", { name: /^Pay \$/ }).click();
  }
}

export const cards = { good: "4242 4242 4242 4242", declined: "4000 0000 0000 0002" } as const;

/** From a product to the checkout, filled in and with a certain total. */
export async function checkoutOf(page: Page, slug: string, shopper: Shopper = ada): Promise<CheckoutPage> {
  const product = new ProductPage(page);
  await product.open(slug);
  await product.addAndGoToCheckout();
  const checkout = new CheckoutPage(page);
  await checkout.fill(shopper);
  await checkout.awaitTotal(shopper.state);
  return checkout;
}
