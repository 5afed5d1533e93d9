import { expect, type Page, test } from "@playwright/test";
import { ProductPage } from "./pages/product.page";
import { signInAs } from "./pages/warehouse.page";

/** What the browser refused to run, load or send since now. */
function refusals(page: Page): string[] {
  const told: string[] = [];
  page.on("console", (message) => {
    if (/content.security.policy|content-security-policy/i.test(message.text())) told.push(message.text());
  });
  return told;
}

const policyOf = async (page: Page, path: string) => {
  const answer = await page.goto(path);
  return answer?.headers()["content-security-policy"] ?? "";
};

const scriptRule = (policy: string) => /script-src ([^;]*)/.exec(policy)?.[1] ?? "";

test("a page from the cache names its scripts by hash, and stays in the cache", async ({ page }) => {
  const refused = refusals(page);
  for (const path of ["/", "/products/stoneware-mug"]) {
    const rule = scriptRule(await policyOf(page, path));
    expect(rule, path).toMatch(/^'self'( 'sha256-[\w+/]{43}=')+$/);
    const again = await page.request.get(path);
    expect(again.headers()["x-nextjs-cache"], path).toMatch(/HIT|STALE/);
    expect(scriptRule(again.headers()["content-security-policy"] ?? ""), path).not.toContain("nonce");
  }
  const product = new ProductPage(page);
  await product.awake();
  await product.addButton.click();
  await expect(product.drawer).toBeVisible();
  expect(refused).toEqual([]);
});

test("a page made for one visitor has a nonce that was never used before", async ({ page }) => {
  const refused = refusals(page);
  const nonces = new Set<string>();
  for (const path of ["/products", "/cart", "/sign-in", "/no-such-page", "/products/no-such/thing"]) {
    const rule = scriptRule(await policyOf(page, path));
    expect(rule, path).toMatch(/^'self' 'nonce-[\w+/=]{20,}'$/);
    nonces.add(rule);
  }
  expect(nonces.size).toBe(5);
  expect(refused).toEqual([]);
});

test("no script but ours runs, wherever somebody gets one in", async ({ page }) => {
  const refused = refusals(page);
  for (const path of ["/", "/cart"]) {
    await page.goto(path);
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.intruder = true";
      document.body.append(script);
      const image = document.createElement("div");
      image.innerHTML = '<img src="/none.png" onerror="window.intruder = true">';
      document.body.append(image);
    });
    await expect.poll(() => refused.length, path).toBeGreaterThan(1);
    refused.length = 0;
    expect(await page.evaluate(() => "intruder" in window), path).toBe(false);
  }
});

test("the console works under its policy", async ({ page }) => {
  test.slow();
  await signInAs(page, "admin");
  const refused = refusals(page);
  for (const path of [
    "/admin",
    "/admin/orders",
    "/admin/fulfilment",
    "/admin/inventory",
    "/admin/purchasing",
    "/admin/catalogue",
    "/admin/policies",
    "/admin/payments",
    "/admin/settings",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  await page.goto("/admin/orders");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(refused).toEqual([]);
});
