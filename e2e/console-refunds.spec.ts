import { expect, test } from "@playwright/test";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { sentOrder } from "./pages/problems.page";
import { RefundPage } from "./pages/refund.page";
import { signInAs } from "./pages/warehouse.page";

const sku = "HF-MUG-OAT";

// The money, the mail and the credit note come by policies.
test.setTimeout(180_000);

test("one of two mugs is paid back and goes back on the shelf: in stock, on the shopper's page and in the mail", async ({
  page,
}) => {
  await signInAs(page, "manager");
  const { number, link, sandbox } = await sentOrder(page, sku, 2);
  const refund = new RefundPage(page);

  await refund.open(number);
  await refund.dialog.getByRole("button", { name: "One more" }).click();
  await expect(refund.dialog.getByLabel(/^What becomes of/)).toHaveValue("restock");
  const button = refund.dialog.getByRole("button", { name: /^Refund \$/ });
  await expect(button).toBeEnabled();
  const amount = /\$[\d.]+/.exec((await button.textContent()) ?? "")?.[0] ?? "";
  await keepsNobodyOut(page, "the refund dialog");
  await button.click();
  await expect(refund.dialog.getByText("Choose a reason; the customer reads it.")).toBeVisible();
  await refund.dialog.getByLabel("Reason", { exact: true }).selectOption("damaged");
  await refund.dialog.getByLabel(/^Words to the customer/).fill("the handle was loose");
  await refund.dialog.getByLabel(/^Private note/).fill("Photo in the mail");
  await button.click();
  await expect(page.getByText(`${amount} goes back to the customer`)).toBeVisible();

  const entry = refund.entry(amount);
  await expect(async () => {
    await page.goto(`/admin/orders/${number}`);
    await expect(entry).toContainText("Refunded", { timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await expect(entry).toContainText("Damaged on arrival: the handle was loose");
  await expect(entry).toContainText("Photo in the mail");
  await expect(entry).toContainText(/1 × .+, back to stock/);
  await expect(page.getByText("Goods came back").first()).toBeVisible();

  await page.goto(`/admin/inventory/${sku}`);
  await expect(page.getByRole("row").filter({ hasText: number }).first()).toContainText(/\+?1/);

  await page.goto("/admin/payments/refunds");
  await expect(page.getByRole("row").filter({ hasText: number })).toContainText(amount);
  await keepsNobodyOut(page, "the list of refunds");

  await page.goto(link);
  const back = page.getByRole("list", { name: "Refunds" });
  await expect(back).toContainText("Sent back to you on");
  await expect(back).toContainText("the handle was loose");
  const paper = await back.getByRole("link", { name: /Credit note/ }).getAttribute("href");
  const pdf = await page.request.get(paper ?? "");
  expect(pdf.headers()["content-type"]).toBe("application/pdf");

  await expect(async () => {
    await page.goto(`${sandbox}/mail`);
    await expect(page.getByText(`Order ${number}: ${amount} is on its way back to you`)).toBeVisible({
      timeout: 1_000,
    });
  }).toPass({ timeout: 60_000 });
});
