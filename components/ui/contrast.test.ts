import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name, { light, dark }] as const,
  ),
);

type Theme = "light" | "dark";

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const channel = (at: number) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(front: string, back: string, theme: Theme): number {
  const value = (name: string) => {
    const hex = tokens.get(name)?.[theme];
    if (hex === undefined) throw new Error(`globals.css has no token --${name}`);
    return luminance(hex);
  };
  const [a, b] = [value(front), value(back)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const grounds = ["paper", "surface", "well"];
const statuses = ["positive", "warning", "critical", "info", "neutral"];

const series = [1, 2, 3, 4, 5].map((n) => `chart-${n}`);

const text: [string, string][] = [
  ...grounds.flatMap((ground): [string, string][] => [
    ["ink", ground],
    ["muted", ground],
    ["accent", ground],
    ["accent-strong", ground],
    ["danger", ground],
    ...statuses.map((status): [string, string] => [status, ground]),
  ]),
  ...statuses.map((status): [string, string] => [status, `${status}-soft`]),
  ...statuses.map((status): [string, string] => ["ink", `${status}-soft`]),
  ["ink", "accent-soft"],
  ["muted", "accent-soft"],
  ["accent", "accent-soft"],
  ["on-accent", "accent"],
  ["on-accent", "accent-strong"],
  ["on-danger", "danger"],
  ["on-danger", "danger-strong"],
];

const edges: [string, string][] = grounds.flatMap((ground): [string, string][] => [
  ["line-strong", ground],
  ["focus", ground],
  ...(ground === "well" ? [] : series.map((name): [string, string] => [name, ground])),
]);

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  it.each(text)("%s on %s reads at 4.5 to 1", (front, back) => {
    expect(contrast(front, back, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(edges)("%s on %s shows at 3 to 1", (front, back) => {
    expect(contrast(front, back, theme)).toBeGreaterThanOrEqual(3);
  });
});
