import { expect, type Page, test } from "@playwright/test";
import { placeOrder } from "./orders";
import { HostedPayment } from "./pages/checkout.page";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { OrderPage } from "./pages/order.page";
import { signInAs } from "./pages/warehouse.page";
import { stack } from "./stack";

test.setTimeout(90_000);

/** An order over the HTTP contract, and its page at the provider. */
async function atProvider(page: Page) {
  const order = await placeOrder(page.request);
  const answer = await page.request.post("/api/trpc/payment.process", {
    data: { number: order.number, accessToken: order.accessToken, provider: "stripe" },
  });
  const { result } = (await answer.json()) as { result: { data: { redirectUrl: string } } };
  await page.goto(result.data.redirectUrl);
  return { ...order, session: result.data.redirectUrl.split("/").at(-1) ?? "" };
}
const play = async (page: Page, action: string, data: object) => {
  const answer = await page.request.post(`${stack().sandbox}/control/stripe/${action}`, { data });
  expect(answer.ok(), await answer.text()).toBe(true);
};

test("a card that asks for 3-D Secure pays once the shopper has answered", async ({ page }) => {
  await atProvider(page);
  const hosted = new HostedPayment(page);
  await hosted.pay("4000 0025 0000 3155");
  await page.getByRole("button", { name: "Fail authentication" }).click();
  await expect(page.getByText(/unable to authenticate/)).toBeVisible();
});

test("a shopper who passes the bank's question has paid", async ({ page }) => {
  await atProvider(page);
  await new HostedPayment(page).pay("4000 0025 0000 3155");
  await page.getByRole("button", { name: "Complete authentication" }).click();
  const placed = new OrderPage(page);
  await placed.shown();
  await placed.becomes(/^Paid/);
});

test("a bank debit holds the order without a countdown until the bank has paid", async ({ page }) => {
  const { session } = await atProvider(page);
  await page.getByText("Pay from a US bank account instead").click();
  await page.getByLabel("Routing number").fill("110000000");
  await page.getByLabel("Account number").fill("000123456789");
  await page.getByLabel("Name of the account’s owner").fill("Iris Marlowe");
  await page.getByRole("button", { name: /^Debit \$/ }).click();

  const placed = new OrderPage(page);
  await placed.shown();
  await placed.becomes("Your bank is working on the payment");
  await expect(placed.pay()).toHaveCount(0);
  await expect(page.getByText("Everything is held for you until then")).toBeVisible();
  await keepsNobodyOut(page, "an order at the bank");
  await play(page, "debit", { session, outcome: "pays" });
  await placed.becomes(/^Paid/);
});

test("a manager sees a dispute with its deadline, and nothing of the order leaves", async ({ page }) => {
  const { number, session } = await atProvider(page);
  await new HostedPayment(page).pay("4242 4242 4242 4242");
  await new OrderPage(page).becomes(/^Paid/);
  await play(page, "dispute", { session, reason: "product_not_received" });

  await signInAs(page, "manager");
  await expect(async () => {
    await page.goto(`/admin/orders/${number}`);
    await expect(page.getByRole("region", { name: "Dispute", exact: true })).toContainText(
      "Needs our answer",
      {
        timeout: 1_000,
      },
    );
  }).toPass({ timeout: 30_000 });
  await expect(page.getByText("On hold: fraud check")).toBeVisible();
  await keepsNobodyOut(page, "a disputed order");
  await page.goto("/admin/payments/disputes");
  await expect(page.getByRole("row", { name: new RegExp(number) })).toContainText(
    "They say the goods have not arrived",
  );
  await keepsNobodyOut(page, "the disputes");
  await page.goto("/admin/payments");
  await expect(page.getByText(/open disputes?/).first()).toBeVisible();
  await keepsNobodyOut(page, "the payments overview");
});
