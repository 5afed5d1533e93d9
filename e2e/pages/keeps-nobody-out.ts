import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** By night the same elements stand there in other colours: only those can be wrong, and once is enough. */
const ways = [
  [360, "light"],
  [1440, "light"],
  [1440, "dark"],
] as const;

/** No fault of accessibility and no sideways scrolling, on a phone and on a desk, by day and by night. */
export async function keepsNobodyOut(page: Page, what: string): Promise<void> {
  // After a step inside the console the new page's title comes a moment later than the page.
  await expect(page).toHaveTitle(/./);
  for (const [width, colorScheme] of ways) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Next's own overlay is there in development only; a mail in a frame is no page of ours.
    const axe = new AxeBuilder({ page }).exclude("nextjs-portal").exclude("iframe");
    const { violations } = await (colorScheme === "dark" ? axe.withRules("color-contrast") : axe).analyze();
    const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
    expect(faults, `${what} at ${width} px, ${colorScheme}`).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `${what} scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
  }
}
