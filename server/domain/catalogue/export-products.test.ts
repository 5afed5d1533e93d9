import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { product, productImage, variant } from "@/db/schema";
import { categories, products } from "@/db/seed/catalogue";
import { writeGoods } from "@/db/seed/goods";
import { newId } from "@/server/kernel/id";
import { type TestApp, testApp } from "@/server/testing";
import type { ExportFilter } from "./import.schema";
import {
  confirmAndRun,
  effectsOf,
  exported,
  faultsOf,
  hasSample,
  importOf,
  sample,
  upload,
} from "./import-testing";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
  await writeGoods(shop.app.db, categories, products, shop.shop.locations, new Date());
});
afterAll(() => shop.drop());

/** What leaves goes in again and changes nothing. */
async function expectNoChange(filter: ExportFilter = {}): Promise<void> {
  const id = await upload(shop, await exported(shop, filter));
  expect(await faultsOf(shop, id)).toEqual([]);
  const changed = await shop.rows(
    "select handle, product from catalogue_import_row where import_id = $1 and effect <> 'none'",
    [id],
  );
  expect(changed).toEqual([]);
  expect((await importOf(shop, id)).products).toBeGreaterThan(0);
}

describe("an export", () => {
  it("of the demo catalogue comes in again as no change", async () => {
    await expectNoChange();
  });

  it.runIf(hasSample("apparel.csv"))(
    "of what Shopify files brought comes in again as no change",
    async () => {
      for (const name of ["apparel.csv", "home-and-garden.csv"])
        await confirmAndRun(shop, await upload(shop, sample(name)), { openingStockAt: "EAST" });
      await expectNoChange();
    },
  );

  it("brings a changed price and title back, and nothing else", async () => {
    const file = (await exported(shop, { q: "enamel kettle" }))
      .replace("Enamel kettle", "Tin kettle")
      .replace("44.00", "45.50");
    const id = await upload(shop, file);
    expect(await effectsOf(shop, id)).toEqual({ update: 1 });
    await confirmAndRun(shop, id);
    expect(
      await shop.rows(
        "select p.title, v.price_amount from product p join variant v on v.product_id = p.id where p.slug = 'enamel-kettle' order by v.position",
      ),
    ).toEqual([
      { title: "Tin kettle", price_amount: 4550 },
      { title: "Tin kettle", price_amount: 4400 },
    ]);
  });

  it("holds what the filter asks for", async () => {
    const handles = (file: string) => [
      ...new Set(
        file
          .split("\r\n")
          .slice(1, -1)
          .map((line) => line.split(",")[0]),
      ),
    ];
    expect(handles(await exported(shop, { q: "HF-SKILLET-20" }))).toEqual(["cast-iron-skillet"]);
    expect(handles(await exported(shop, { category: "kitchen" })).length).toBe(
      products.filter(({ category }) => category === "kitchen").length,
    );
    expect(handles(await exported(shop, { show: "draft" }))).toEqual([]);
  });

  it("goes on behind a page of products, each once", async () => {
    const many = Array.from({ length: 450 }, (_, n) => `page-${n},Page,PAGE-${n},1`);
    await confirmAndRun(shop, await upload(shop, ["Handle,Title,SKU,Price", ...many].join("\n")));
    const file = await exported(shop, { q: "PAGE-" });
    expect(new Set(file.match(/^page-\d+/gm)).size).toBe(450);
    await shop.rows("delete from variant where sku like 'PAGE-%'");
    await shop.rows("delete from product where slug like 'page-%'");
  });

  it("of any catalogue comes in again as no change", async () => {
    const [category] = await shop.rows<{ id: string }>("select id from category limit 1");
    const text = (max: number) =>
      fc
        .oneof(
          fc.string({ unit: "grapheme", maxLength: max }),
          fc.constantFrom("=1+1", "'=1", "-5%", '6" pipe', "a,b;c", "'tis", "Ünï — ok"),
        )
        .map((value) =>
          value
            .replace(/[\p{Cc}\p{Cs}]/gu, "")
            .trim()
            .slice(0, max)
            .trim(),
        );
    const some = (max: number) => text(max).filter((value) => value !== "");
    const price = fc.integer({ min: 0, max: 2_000_000 });
    const body = fc
      .array(
        fc.oneof(
          text(60),
          fc.constantFrom(
            "- a\n- b",
            "# head",
            "*x* **y**",
            "<b>raw</b>",
            "1. one",
            "[l](https://x.test)",
            "| a |\n|---|\n| b |",
          ),
        ),
        { maxLength: 4 },
      )
      .map((parts) => parts.join("\n\n").trim());
    const variantOf = fc.record({
      price,
      compareAt: fc.option(price),
      grams: fc.nat(50_000),
      value: some(30),
      second: some(30),
    });
    const productOf = fc.record({
      title: some(80),
      summary: text(200),
      body,
      vendor: text(40),
      tags: fc.uniqueArray(
        some(20)
          .map((tag) => tag.replaceAll(",", "").trim())
          .filter((tag) => tag !== ""),
        { maxLength: 4 },
      ),
      published: fc.boolean(),
      options: fc.constantFrom([], ["Size"], ["Colour", "Size"]),
      variants: fc.uniqueArray(variantOf, { minLength: 1, maxLength: 4, selector: ({ value }) => value }),
      pictures: fc.array(
        fc.record({ name: fc.nat(99), alt: text(40), own: fc.boolean(), ofFirst: fc.boolean() }),
        { maxLength: 3 },
      ),
    });
    let made = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(productOf, { minLength: 1, maxLength: 5 }), async (goods) => {
        await shop.rows(
          "delete from product_image; delete from variant where sku like 'ANY-%'; delete from product where slug like 'any-%'",
        );
        for (const one of goods) {
          made += 1;
          const id = newId<"product">();
          const { title, summary, vendor, tags } = one;
          const publishedAt = one.published ? new Date() : null;
          await shop.app.db.insert(product).values({
            id,
            slug: `any-${made}`,
            title,
            summary,
            body: one.body,
            vendor,
            tags,
            publishedAt,
            categoryId: category?.id as never,
          });
          const shown = one.options.length === 0 ? one.variants.slice(0, 1) : one.variants;
          const rows = shown.map((each, position) => {
            const values = [each.value, each.second];
            const options = Object.fromEntries(one.options.map((name, place) => [name, values[place] ?? ""]));
            return {
              id: newId<"variant">(),
              productId: id,
              sku: `ANY-${made}-${position}`,
              title: Object.values(options).join(" / "),
              options,
              priceAmount: each.price,
              compareAtAmount: each.compareAt,
              currency: "USD",
              weightGrams: each.grams,
              barcode: position === 0 ? `b${made}` : null,
              position,
            };
          });
          await shop.app.db.insert(variant).values(rows);
          const pictures = [...new Map(one.pictures.map((picture) => [picture.name, picture])).values()];
          if (pictures.length > 0)
            await shop.app.db.insert(productImage).values(
              pictures.map(({ name, alt, own, ofFirst }, position) => ({
                id: newId<"productImage">(),
                productId: id,
                position,
                src: own ? `/media/${name}.webp` : `https://x.test/${name}.jpg`,
                sourceUrl: own ? null : `https://x.test/${name}.jpg`,
                alt,
                variantId: ofFirst && position === 0 ? (rows[0]?.id ?? null) : null,
              })),
            );
        }
        await expectNoChange({ q: "any-" });
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
