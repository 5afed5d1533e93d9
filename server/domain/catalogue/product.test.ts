import { describe, expect, test } from "vitest";
import {
  combinations,
  expectedCheckDigit,
  isSlug,
  nextVersion,
  slugOf,
  variantTitle,
  visibilityOf,
} from "./product";

describe("an address made from a title", () => {
  test.each([
    ["Oak stool, tall", "oak-stool-tall"],
    ["  Crème brûlée – set of 4! ", "creme-brulee-set-of-4"],
    ["Fisherman's beanie", "fishermans-beanie"],
    ["Größe", "grosse"],
    ["お茶", "お茶"],
    ["Import", "import-product"],
    ["???", ""],
  ])("%s → %s", (title, slug) => {
    expect(slugOf(title)).toBe(slug);
    if (slug) expect(isSlug(slug)).toBe(true);
  });

  test.each(["new", "import", "Oak", "oak--stool", "-oak", "oak/../stool", "oak stool", ""])(
    "%s is none",
    (slug) => {
      expect(isSlug(slug)).toBe(false);
    },
  );
});

describe("a barcode's check digit", () => {
  test.each([
    ["4006381333931", "1"],
    ["036000291452", "2"],
    ["96385074", "4"],
    ["10614141000415", "5"],
  ])("of %s is %s", (code, digit) => {
    expect(expectedCheckDigit(code)).toBe(digit);
  });

  test.each(["HF-123", "12345", "978-3-16", ""])("%s is no EAN or UPC, and has none", (code) => {
    expect(expectedCheckDigit(code)).toBeNull();
  });
});

describe("variants", () => {
  test("are every combination of their options, the last changing fastest", () => {
    const made = combinations([
      { name: "Size", values: ["S", "L"] },
      { name: "Colour", values: ["Oat", "Slate"] },
    ]);
    expect(made.map((one) => variantTitle(["Size", "Colour"], one))).toEqual([
      "S / Oat",
      "S / Slate",
      "L / Oat",
      "L / Slate",
    ]);
  });

  test("without options there is nothing to combine", () => {
    expect(combinations([])).toEqual([]);
    expect(combinations([{ name: "Size", values: [] }])).toEqual([]);
  });
});

test("a product is a draft, in the shop, or will be", () => {
  const now = new Date("2026-06-01T12:00:00Z");
  expect(visibilityOf(null, now)).toBe("draft");
  expect(visibilityOf(now, now)).toBe("published");
  expect(visibilityOf(new Date("2026-06-01T12:00:01Z"), now)).toBe("scheduled");
});

test("every save makes a later version, also within one millisecond", () => {
  const at = new Date("2026-06-01T12:00:00Z");
  expect(nextVersion(at, at).getTime()).toBe(at.getTime() + 1);
});
