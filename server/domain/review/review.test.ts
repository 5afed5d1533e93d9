import { expect, test } from "vitest";
import { canMove, signature } from "./review";

test("a review is shown after somebody has read it, and can be taken down again", () => {
  expect(canMove("submitted", "published")).toBe(true);
  expect(canMove("published", "declined")).toBe(true);
  expect(canMove("published", "submitted")).toBe(false);
});

test("a review is signed with the first name and an initial", () => {
  expect(signature("Ada Moreno")).toBe("Ada M.");
  expect(signature("  Ada de la cruz ")).toBe("Ada C.");
  expect(signature("Ada")).toBe("Ada");
});
