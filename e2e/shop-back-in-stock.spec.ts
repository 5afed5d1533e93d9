import { expect, type Page, test } from "@playwright/test";
import { ImportPage, productFile } from "./pages/import.page";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { signInAs } from "./pages/warehouse.page";
import { stack } from "./stack";

const tag = () => crypto.randomUUID().slice(0, 8);

/** A product of its own with a size that is sold out; the page belongs to a manager. */
async function soldOut(page: Page): Promise<{ slug: string; sku: string }> {
  const slug = `scarf-${tag()}`;
  await signInAs(page, "manager");
  const imports = new ImportPage(page);
  await imports.open();
  await imports.upload(
    productFile(
      `${slug},Scarf ${slug},,Loom,Clothing,,true,Size,Short,,90,5,20,`,
      `${slug},,,,,,,,Long,,110,0,25,`,
    ),
  );
  await imports.confirm.click();
  await imports.done();
  return { slug, sku: `${slug}-LONG`.toUpperCase() };
}

async function receive(page: Page, sku: string): Promise<void> {
  const answer = await page.request.post("/api/trpc/inventory.update", {
    data: { sku, location: "EAST", kind: "receive", quantity: 2, reason: "Delivery from supplier" },
  });
  expect(answer.ok()).toBe(true);
}

/** Waits for the mail and follows its link. */
async function followMail(page: Page, email: string): Promise<void> {
  const sandbox = stack().sandbox ?? "";
  await expect(async () => {
    await page.goto(`${sandbox}/mail?to=${encodeURIComponent(email)}`);
    await expect(page.getByRole("link", { name: /is back$/ })).toHaveCount(1, { timeout: 500 });
  }).toPass({ timeout: 30_000 });
  const mail = await page.getByRole("link", { name: /is back$/ }).getAttribute("href");
  const text = await (await page.request.get(new URL(mail ?? "", sandbox).href)).text();
  const link = /https?:[^\s"'&<]*\/products\/[a-z0-9-]+/.exec(text)?.[0];
  await page.goto(link ?? "");
}

test("who asks for a size that is sold out is told when it is back", async ({ page, browser }) => {
  test.slow();
  const { slug, sku } = await soldOut(page);
  const email = `waits-${tag()}@example.com`;
  const shopper = await (await browser.newContext()).newPage();
  await shopper.goto(`/products/${slug}`);
  await expect(shopper.getByRole("heading", { name: "Waiting for Long?" })).toBeVisible();
  const button = shopper.getByRole("button", { name: "Tell me when it is back" });
  await button.click();
  await expect(shopper.getByText("Enter your e-mail address.")).toBeVisible();
  await keepsNobodyOut(shopper, "a product with a size that is sold out");
  await shopper.getByLabel("E-mail").fill(email);
  await button.click();
  await expect(shopper.getByText("We will tell you")).toBeVisible();

  await receive(page, sku);
  await followMail(shopper, email);
  await expect(shopper.getByRole("heading", { level: 1 })).toHaveText(`Scarf ${slug}`);
  await expect(shopper.getByRole("heading", { name: "Waiting for Long?" })).toBeHidden();
  await shopper.context().close();
});

test("it works without scripts, and keeps what was typed", async ({ page, browser }) => {
  test.slow();
  const { slug, sku } = await soldOut(page);
  const email = `plain-${tag()}@example.com`;
  const shopper = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await shopper.goto(`/products/${slug}`);
  const button = shopper.getByRole("button", { name: "Tell me when it is back" });
  await shopper.getByLabel("E-mail").fill("not an address");
  await button.click();
  await expect(shopper.getByText("That e-mail address is not complete.")).toBeVisible();
  await expect(shopper.getByLabel("E-mail")).toHaveValue("not an address");
  await shopper.getByLabel("E-mail").fill(email);
  await button.click();
  await expect(shopper.getByRole("heading", { level: 1 })).toHaveText("We will tell you");
  await receive(page, sku);
  await followMail(shopper, email);
  await shopper.context().close();
});
