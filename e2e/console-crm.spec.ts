import { expect, test } from "@playwright/test";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { placeOrder, signInAs } from "./pages/warehouse.page";
import { stack } from "./stack";

test("an administrator brings everything in step with the CRM, and sees it there", async ({ page }) => {
  test.setTimeout(180_000);
  const { number } = await placeOrder(page.request, [{ sku: "HF-MUG-OAT", quantity: 1 }]);
  await signInAs(page, "admin");
  await page.goto("/admin/settings/crm");
  await page.getByRole("button", { name: "Bring everything in step" }).click();
  await expect(page.getByRole("progressbar", { name: "Bringing everything in step" })).toBeVisible();
  await keepsNobodyOut(page, "the CRM");
  // The sweep comes by every minute.
  await expect
    .poll(
      async () => {
        const answer = await page.request.get(`${stack().sandbox}/control/hubspot/objects?type=deals`);
        const deals = (await answer.json()) as { properties: Record<string, string> }[];
        return deals.some(({ properties }) => properties.holdfast_order_number === number);
      },
      { timeout: 150_000, intervals: [3_000] },
    )
    .toBe(true);
});
