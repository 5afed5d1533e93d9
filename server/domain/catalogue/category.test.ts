import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApp, testApp } from "@/server/testing";
import { saveCategorySchema } from "./category.schema";
import { changeCategory } from "./change-category";
import { categoriesToEdit, productToEdit } from "./console.queries";
import { saveCategory } from "./save-category";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterAll(() => shop.drop());

const save = (over: Record<string, unknown>) =>
  saveCategory(
    shop.ctx(),
    saveCategorySchema.parse({ id: null, slug: "", description: "", shelfLifeMarginDays: "0", ...over }),
  );
const names = async () => (await categoriesToEdit(shop.ctx())).map(({ name }) => name);
const idOf = async (slug: string) =>
  (await categoriesToEdit(shop.ctx())).find((one) => one.slug === slug)?.id ?? "";

describe("a category", () => {
  test("gets its address from its name, and a place at the end", async () => {
    await save({ name: "Garden & Yard", shelfLifeMarginDays: "3" });
    await save({ name: "Pantry" });
    expect(await names()).toEqual(["Test", "Garden & Yard", "Pantry"]);
    expect((await categoriesToEdit(shop.ctx()))[1]).toMatchObject({
      slug: "garden-yard",
      shelfLifeMarginDays: 3,
    });
  });

  test("can't have another's address, nor a margin that is no number of days", async () => {
    await expect(save({ name: "Pantry" })).rejects.toMatchObject({ details: { field: "slug" } });
    expect(() =>
      saveCategorySchema.parse({
        id: null,
        name: "A",
        slug: "",
        description: "",
        shelfLifeMarginDays: "soon",
      }),
    ).toThrow();
  });

  test("moves up and down, and stays where it is at either end", async () => {
    const pantry = await idOf("pantry");
    await changeCategory(shop.ctx(), { id: pantry, intent: "up" });
    expect(await names()).toEqual(["Test", "Pantry", "Garden & Yard"]);
    await changeCategory(shop.ctx(), { id: pantry, intent: "up" });
    await changeCategory(shop.ctx(), { id: pantry, intent: "up" });
    expect(await names()).toEqual(["Pantry", "Test", "Garden & Yard"]);
    await changeCategory(shop.ctx(), { id: pantry, intent: "down" });
    expect(await names()).toEqual(["Test", "Pantry", "Garden & Yard"]);
  });
});

describe("deleting", () => {
  test("an empty category is quiet, also the second time", async () => {
    const id = await idOf("garden-yard");
    expect(await changeCategory(shop.ctx(), { id, intent: "delete" })).toEqual({ moved: 0 });
    expect(await changeCategory(shop.ctx(), { id, intent: "delete" })).toEqual({ moved: 0 });
    expect(await names()).toEqual(["Test", "Pantry"]);
  });

  test("one with products needs to know where they go, and a form that is open for one of them notices", async () => {
    const [test, pantry] = [await idOf("test"), await idOf("pantry")];
    await expect(changeCategory(shop.ctx(), { id: test, intent: "delete" })).rejects.toThrow(
      /^3 products stand in Test/,
    );
    await expect(
      changeCategory(shop.ctx(), { id: test, intent: "delete", moveTo: test }),
    ).rejects.toMatchObject({
      details: { field: "moveTo" },
    });
    const before = await productToEdit(shop.ctx(), "test-a");
    expect(await changeCategory(shop.ctx(), { id: test, intent: "delete", moveTo: pantry })).toEqual({
      moved: 3,
    });
    const after = await productToEdit(shop.ctx(), "test-a");
    expect(after?.category).toBe("pantry");
    expect(after?.version).not.toBe(before?.version);
  });
});
