import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/**
 * All rules where the page is mostly read: the shop and the floor on a phone, the rest of the console at a desk. At the other
 * width the same elements stand there; by night they have other colours, and only those can be wrong.
 */
const ways = (path: string) => {
  const onPhone = !path.startsWith("/admin") || path.startsWith("/admin/fulfilment");
  return [
    [360, "light", onPhone ? "all" : "none"],
    [1440, "light", onPhone ? "none" : "all"],
    [1440, "dark", "color-contrast"],
  ] as const;
};

/** No fault of accessibility and no sideways scrolling, on a phone and on a desk, by day and by night. */
export async function keepsNobodyOut(page: Page, what: string): Promise<void> {
  // After a step inside the console the new page's title comes a moment later than the page.
  await expect(page).toHaveTitle(/./);
  for (const [width, colorScheme, rules] of ways(new URL(page.url()).pathname)) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Next's own overlay is there in development only; a mail in a frame is no page of ours.
    const axe = new AxeBuilder({ page }).exclude("nextjs-portal").exclude("iframe");
    if (rules !== "none") {
      const { violations } = await (rules === "all" ? axe : axe.withRules(rules)).analyze();
      const faults = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`,
      );
      expect(faults, `${what} at ${width} px, ${colorScheme}`).toEqual([]);
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `${what} scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
  }
}
