import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addToCart } from "@/server/domain/cart/add-to-cart";
import { cartView } from "@/server/domain/cart/cart.queries";
import { updateInventory } from "@/server/domain/inventory/update-inventory";
import { quoteOrder } from "@/server/domain/order/quote-order";
import { newYork, placeOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { availabilityOf, listCatalogue, productBySlug } from "./catalogue.queries";
import { catalogueListSchema } from "./catalogue.schema";
import { listProducts, productToEdit } from "./console.queries";
import { saveProductSchema } from "./product.schema";
import { publishProducts } from "./publish-products";
import { saveProduct } from "./save-product";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterAll(() => shop.drop());

type Row = Record<string, unknown>;
let serial = 0;
const row = (over: Row = {}): Row => ({
  ...{ id: null, options: {}, sku: `NEW-${++serial}`, price: "12.50", compareAt: null, weight: "300" },
  ...{ barcode: "", archived: false },
  ...over,
});
const form = (over: Row = {}): Row => ({
  ...{ id: null, version: null, title: "Oak stool", slug: `oak-stool-${++serial}`, summary: "", body: "" },
  ...{ vendor: "", tags: [], category: "test", taxCategory: "standard", publishedAt: null },
  ...{ options: [], variants: [row()] },
  ...over,
});
const parse = (over: Row) => saveProductSchema("USD").safeParse(form(over));
const save = (over: Row = {}) => saveProduct(shop.ctx(), saveProductSchema("USD").parse(form(over)));

/** A saved product's form, as its page would send it. */
async function opened(slug: string): Promise<Row & { variants: Row[] }> {
  const found = await productToEdit(shop.ctx(), slug);
  if (!found) throw new Error(`${slug} is not there`);
  const { version, variants, image: _, ...head } = found;
  return {
    ...head,
    version,
    options: Object.keys(variants[0]?.options ?? {}),
    variants: variants.map((one) => ({
      ...{ id: one.id, options: one.options, sku: one.sku, price: (one.priceAmount / 100).toFixed(2) },
      ...{
        compareAt: null,
        weight: String(one.weightGrams),
        barcode: one.barcode ?? "",
        archived: one.archived,
      },
    })),
  };
}

const faults = (over: Row) =>
  Object.fromEntries(parse(over).error?.issues.map(({ path, message }) => [path.join("."), message]) ?? []);

describe("what a product's form refuses", () => {
  test.each<[string, Row, string]>([
    ["no title", { title: " " }, "title"],
    ["an address with spaces", { slug: "Oak Stool" }, "slug"],
    ["no variant at all", { variants: [] }, "variants"],
    ["a price that is none", { variants: [row({ price: "twelve" })] }, "variants.0.price"],
    ["a price below zero", { variants: [row({ price: "-3" })] }, "variants.0.price"],
    ["a third of a cent", { variants: [row({ price: "1.005" })] }, "variants.0.price"],
    ["a former price that is lower", { variants: [row({ compareAt: "9" })] }, "variants.0.compareAt"],
    ["half a gram", { variants: [row({ weight: "1.5" })] }, "variants.0.weight"],
    ["an EAN that was mistyped", { variants: [row({ barcode: "4006381333932" })] }, "variants.0.barcode"],
    ["the same SKU twice", { variants: [row({ sku: "X" }), row({ sku: "X" })] }, "variants.1.sku"],
    ["two variants that nothing tells apart", { variants: [row(), row()] }, "options"],
    ["a variant without its size", { options: ["Size"], variants: [row()] }, "variants.0.options.Size"],
    [
      "the same size twice",
      { options: ["Size"], variants: [row({ options: { Size: "L" } }), row({ options: { Size: "l" } })] },
      "variants.1.options",
    ],
  ])("%s", (_, over, field) => {
    expect(faults(over)).toHaveProperty([field]);
  });

  test("a code of another kind is taken as it is", () => {
    expect(parse({ variants: [row({ barcode: "SHELF-0042" })] }).success).toBe(true);
  });
});

describe("a new product", () => {
  test("is a draft with its variants, unseen in the shop and without stock", async () => {
    const variants = [
      row({ options: { Size: "Low" } }),
      row({ options: { Size: "Tall" }, price: "1,299.5" }),
    ];
    const { slug } = await save({ options: ["Size"], variants });
    const edited = await productToEdit(shop.ctx(), slug);
    expect(
      edited?.variants.map(({ title, priceAmount, available }) => [title, priceAmount, available]),
    ).toEqual([
      ["Low", 1250, 0],
      ["Tall", 129950, 0],
    ]);
    await expect(productBySlug(shop.ctx(), slug)).rejects.toMatchObject({ kind: "not_found" });
    const levels = await shop.rows(
      "select s.id from stock_level s join variant v on v.id = s.variant_id where v.sku = any($1)",
      [variants.map(({ sku }) => sku)],
    );
    expect(levels).toEqual([]);
  });

  test("is sold once it is published and its first units have come", async () => {
    const [sku] = [`SOLD-${++serial}`];
    const { slug } = await save({ publishedAt: shop.clock.now(), variants: [row({ sku })] });
    expect((await productBySlug(shop.ctx(), slug)).variants[0]?.available).toBe(0);
    await updateInventory(shop.ctx(), {
      sku,
      location: "EAST",
      kind: "receive",
      quantity: 5,
      reason: "First",
    });
    expect((await productBySlug(shop.ctx(), slug)).variants[0]?.available).toBe(5);
    await placeOrder(shop.ctx(), [{ sku, quantity: 2 }]);
    await expectSoundBooks(shop);
  });

  test("that is to be published later shows by itself when its time comes", async () => {
    const at = new Date(shop.clock.now().getTime() + 3_600_000);
    const { slug } = await save({ publishedAt: at });
    await expect(productBySlug(shop.ctx(), slug)).rejects.toMatchObject({ kind: "not_found" });
    const then = { ...shop.ctx(), now: at };
    expect((await productBySlug(then, slug)).slug).toBe(slug);
  });

  test("can't take another's address, SKU or barcode, and the owner is named", async () => {
    const { slug } = await save({
      title: "The first",
      variants: [row({ sku: "TAKEN", barcode: "4006381333931" })],
    });
    await expect(save({ slug })).rejects.toMatchObject({ details: { field: "slug" } });
    await expect(save({ variants: [row({ sku: "TAKEN" })] })).rejects.toMatchObject({
      message: "SKU TAKEN belongs to The first already.",
      details: { field: "variants.0.sku" },
    });
    await expect(save({ variants: [row({ barcode: "4006381333931" })] })).rejects.toMatchObject({
      details: { field: "variants.0.barcode" },
    });
  });
});

describe("saving again", () => {
  test("with a form from before somebody else's save is refused, and nothing of it is written", async () => {
    const { slug } = await save();
    const [mine, theirs] = [await opened(slug), await opened(slug)];
    await save({ ...theirs, title: "Theirs" });
    await expect(save({ ...mine, title: "Mine" })).rejects.toMatchObject({ kind: "changed_meanwhile" });
    expect((await productToEdit(shop.ctx(), slug))?.title).toBe("Theirs");
    await save({ ...(await opened(slug)), title: "Mine" });
    expect((await productToEdit(shop.ctx(), slug))?.title).toBe("Mine");
  });

  test("by ten people at once saves one of them", async () => {
    const { slug } = await save();
    const mine = await opened(slug);
    const all = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) => save({ ...mine, title: `Version ${i}` })),
    );
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("with a new price never changes an order, only what is quoted from now on", async () => {
    const before = await placeOrder(shop.ctx(), [{ sku: "TEST-B", quantity: 2 }]);
    const mine = await opened("test-b");
    await save({
      ...mine,
      title: "Renamed",
      variants: mine.variants.map((one) => ({ ...one, price: "40.00" })),
    });
    const lines = await shop.rows(
      "select l.title, l.unit_amount, o.total_amount from order_line l join orders o on o.id = l.order_id where o.number = $1",
      [before.number],
    );
    expect(lines).toEqual([
      { title: "Test article B", unit_amount: 2500, total_amount: before.total.amount },
    ]);
    const { items } = await quoteOrder(shop.ctx(), {
      lines: [{ sku: "TEST-B", quantity: 2 }],
      shippingAddress: newYork,
      shippingMethod: "standard",
    });
    expect(items.amount).toBe(8000);
  });

  test("two variants can swap their SKUs", async () => {
    const variants = [
      row({ sku: "SWAP-1", options: { Size: "S" } }),
      row({ sku: "SWAP-2", options: { Size: "L" } }),
    ];
    const { slug } = await save({ options: ["Size"], variants });
    const mine = await opened(slug);
    const [a, b] = mine.variants;
    await save({
      ...mine,
      variants: [
        { ...a, sku: "SWAP-2" },
        { ...b, sku: "SWAP-1" },
      ],
    });
    const after = await productToEdit(shop.ctx(), slug);
    expect(after?.variants.map(({ sku, title }) => [sku, title])).toEqual([
      ["SWAP-2", "S"],
      ["SWAP-1", "L"],
    ]);
  });
});

describe("a variant that goes", () => {
  test("is deleted when nothing names it, and out of carts", async () => {
    const variants = [row({ options: { Size: "S" } }), row({ sku: "GONE", options: { Size: "L" } })];
    const { slug } = await save({ publishedAt: shop.clock.now(), options: ["Size"], variants });
    const { token } = await addToCart(shop.ctx(), null, { sku: "GONE", quantity: 1 });
    const mine = await opened(slug);
    await save({ ...mine, variants: mine.variants.filter(({ sku }) => sku !== "GONE") });
    expect(await shop.rows("select id from variant where sku = 'GONE'")).toEqual([]);
    expect((await cartView(shop.ctx(), token)).lines).toEqual([]);
  });

  test("is refused when the ledger names it; archived it can be had no more, and orders keep it", async () => {
    const order = await placeOrder(shop.ctx(), [{ sku: "TEST-A", quantity: 1 }]);
    const mine = await opened("test-a");
    const other = row({ sku: "TEST-A2", options: { Size: "Other" } });
    const first = { ...mine.variants[0], options: { Size: "Usual" } };
    await expect(save({ ...mine, options: ["Size"], variants: [other] })).rejects.toMatchObject({
      kind: "invalid_input",
      details: { sku: "TEST-A" },
    });

    const { token } = await addToCart(shop.ctx(), null, { sku: "TEST-A", quantity: 1 });
    await save({ ...mine, options: ["Size"], variants: [{ ...first, archived: true }, other] });
    expect(await availabilityOf(shop.ctx(), ["TEST-A"])).toEqual({});
    expect((await cartView(shop.ctx(), token)).lines[0]?.available).toBe(0);
    expect((await productBySlug(shop.ctx(), "test-a")).variants.map(({ sku }) => sku)).toEqual(["TEST-A2"]);
    await expect(placeOrder(shop.ctx(), [{ sku: "TEST-A", quantity: 1 }])).rejects.toMatchObject({
      kind: "not_found",
    });
    await expect(addToCart(shop.ctx(), null, { sku: "TEST-A", quantity: 1 })).rejects.toMatchObject({
      kind: "not_found",
    });
    const held = await shop.rows(
      "select l.sku from order_line l join orders o on o.id = l.order_id where o.number = $1",
      [order.number],
    );
    expect(held).toEqual([{ sku: "TEST-A" }]);

    const again = await opened("test-a");
    await save({ ...again, variants: again.variants.map((one) => ({ ...one, archived: false })) });
    await placeOrder(shop.ctx(), [{ sku: "TEST-A", quantity: 1 }]);
    await expectSoundBooks(shop);
  });

  test("is not the last one of a product that shoppers see", async () => {
    const { slug } = await save({ publishedAt: shop.clock.now() });
    const mine = await opened(slug);
    const archived = mine.variants.map((one) => ({ ...one, archived: true }));
    await expect(save({ ...mine, variants: archived })).rejects.toMatchObject({
      details: { field: "variants" },
    });
    await save({ ...mine, publishedAt: null, variants: archived });
  });
});

describe("publishing from the list", () => {
  test("puts drafts into the shop and takes them out; doing it twice changes nothing", async () => {
    const [a, b] = [await save({ title: "Zebra a" }), await save({ title: "Zebra b" })];
    const seen = async () =>
      (await listCatalogue(shop.ctx(), catalogueListSchema.parse({ q: "zebra" }))).items.map(
        ({ title }) => title,
      );
    expect(await seen()).toEqual([]);
    expect(await publishProducts(shop.ctx(), [b.id, a.id], true)).toMatchObject({ changed: 2 });
    expect(await publishProducts(shop.ctx(), [a.id], true)).toMatchObject({ changed: 0 });
    expect(await seen()).toEqual(["Zebra a", "Zebra b"]);
    await publishProducts(shop.ctx(), [a.id], false);
    expect(await seen()).toEqual(["Zebra b"]);
  });

  test("all or none: one with nothing to sell is named", async () => {
    const good = await save();
    const empty = await save({ title: "Empty shelf", variants: [row({ archived: true })] });
    await expect(publishProducts(shop.ctx(), [good.id, empty.id], true)).rejects.toThrow(/Empty shelf/);
    expect((await productToEdit(shop.ctx(), good.slug))?.publishedAt).toBeNull();
  });
});

describe("the managers' list", () => {
  test("narrows by what is asked and goes on page by page without a gap", async () => {
    for (let i = 0; i < 55; i++)
      await save({ title: `Walrus ${String(i).padStart(2, "0")}`, vendor: "Arctic" });
    const first = await listProducts(shop.ctx(), { q: "arctic", sort: "title" });
    const second = await listProducts(shop.ctx(), {
      ...{ q: "arctic", sort: "title" },
      cursor: first.nextCursor ?? undefined,
    });
    expect([first.rows.length, second.rows.length, second.nextCursor]).toEqual([50, 5, null]);
    expect(first.rows[0]).toMatchObject({
      title: "Walrus 00",
      visibility: "draft",
      variants: 1,
      fromAmount: 1250,
    });
    const byChange = await listProducts(shop.ctx(), { q: "walrus" });
    const rest = await listProducts(shop.ctx(), { q: "walrus", cursor: byChange.nextCursor ?? undefined });
    expect(new Set([...byChange.rows, ...rest.rows].map(({ slug }) => slug)).size).toBe(55);
    expect((await listProducts(shop.ctx(), { show: "published", q: "walrus" })).rows).toEqual([]);
    expect((await listProducts(shop.ctx(), { q: "TEST-FOOD" })).rows.map(({ slug }) => slug)).toEqual([
      "test-food",
    ]);
  });
});
