import { describe, expect, test } from "vitest";
import { quantityAfterAdding } from "./cart";

describe("adding to a cart", () => {
  test("joins what is there already", () => {
    expect(quantityAfterAdding([{ variantId: "a", quantity: 2 }], "a", 3)).toBe(5);
    expect(quantityAfterAdding([{ variantId: "a", quantity: 2 }], "b", 1)).toBe(1);
  });

  test("stops at 999 of one thing", () => {
    expect(quantityAfterAdding([{ variantId: "a", quantity: 998 }], "a", 1)).toBe(999);
    expect(() => quantityAfterAdding([{ variantId: "a", quantity: 998 }], "a", 2)).toThrow(
      "998 are in your cart already",
    );
  });

  test("stops at a hundred different things, but more of one of them still fits", () => {
    const full = Array.from({ length: 100 }, (_, i) => ({ variantId: `v${i}`, quantity: 1 }));
    expect(() => quantityAfterAdding(full, "new", 1)).toThrow("at most 100 different things");
    expect(quantityAfterAdding(full, "v7", 1)).toBe(2);
  });
});
