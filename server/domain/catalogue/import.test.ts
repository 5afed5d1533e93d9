import { afterAll, beforeAll, describe, expect, it } from "vitest";
import importCatalogue from "@/server/policies/import-catalogue-when-confirmed";
import { type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { confirmImport } from "./confirm-import";
import { discardImport } from "./discard-import";
import {
  confirmAndRun,
  effectsOf,
  faultsOf,
  hasSample,
  importOf,
  sample,
  shopAddress,
  upload,
} from "./import-testing";
import { runImport } from "./run-import";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterAll(() => shop.drop());

const head =
  "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price,Variant Barcode";
const file = (...lines: string[]) => [head, ...lines].join("\r\n");

const productRow = async (slug: string) => {
  const [row] = await shop.rows<Record<string, unknown>>("select * from product where slug = $1", [slug]);
  return row;
};
const variantsOf = (slug: string) =>
  shop.rows<{ sku: string; title: string; price_amount: number; available: number | null }>(
    `select v.sku, v.title, v.price_amount, sum(s.available)::int as available
       from variant v join product p on p.id = v.product_id left join stock_level s on s.variant_id = v.id
      where p.slug = $1 group by v.id order by v.position`,
    [slug],
  );

describe.runIf(hasSample("apparel.csv"))("files as Shopify wrote them", () => {
  it.each([
    ["apparel.csv", 20],
    ["home-and-garden.csv", 20],
  ])("%s is imported whole, and changes nothing the second time", async (name, products) => {
    const id = await upload(shop, sample(name));
    expect(await importOf(shop, id)).toMatchObject({ status: "ready", failure: null, products, wrong: 0 });
    const result = await confirmAndRun(shop, id, { openingStockAt: "EAST" });
    expect(result).toEqual({ created: products, updated: 0, unchanged: 0, skipped: 0 });
    expect(await importOf(shop, id)).toMatchObject({ status: "done", written: products });

    const before = await shop.rows("select * from product order by id");
    const again = await upload(shop, sample(name));
    expect(await effectsOf(shop, again)).toEqual({ none: products });
    expect(await confirmAndRun(shop, again, { openingStockAt: "EAST" })).toMatchObject({
      unchanged: products,
    });
    expect(await shop.rows("select * from product order by id")).toEqual(before);
    await expectSoundBooks(shop);
  });
});

describe("an import", () => {
  it("writes nothing before it is confirmed", async () => {
    const id = await upload(shop, file("shelf,Shelf,,,SHELF,3,40,"));
    expect(await effectsOf(shop, id)).toEqual({ create: 1 });
    expect(await productRow("shelf")).toBeUndefined();
    await discardImport(shop.ctx(), id);
    expect(await importOf(shop, id)).toMatchObject({ status: "discarded" });
    await expect(confirmAndRun(shop, id)).rejects.toThrow("The import was discarded");
  });

  it("brings the quantities of new variants in as opening stock, once", async () => {
    const id = await upload(
      shop,
      file("lamp,Lamp,Colour,Red,LAMP-R,5,30,", "lamp,,,Blue,LAMP-B,0,30,", "lamp,,,Green,LAMP-G,-2,30,"),
    );
    await confirmAndRun(shop, id, { openingStockAt: "WEST" });
    expect(await variantsOf("lamp")).toEqual([
      { sku: "LAMP-R", title: "Red", price_amount: 3000, available: 5 },
      { sku: "LAMP-B", title: "Blue", price_amount: 3000, available: null },
      { sku: "LAMP-G", title: "Green", price_amount: 3000, available: null },
    ]);
    const again = await upload(shop, file("lamp,Lamp,Colour,Red,LAMP-R,50,31,"));
    await confirmAndRun(shop, again, { openingStockAt: "WEST" });
    expect((await variantsOf("lamp"))[0]).toMatchObject({ price_amount: 3100, available: 5 });
    expect(
      await shop.rows(
        `select m.kind, m.reason, m.quantity from stock_movement m join stock_level s on s.id = m.stock_level_id
           join variant v on v.id = s.variant_id where v.sku like 'LAMP%'`,
      ),
    ).toEqual([{ kind: "receive", reason: "Opening stock from import", quantity: 5 }]);
    await expectSoundBooks(shop);
  });

  it("puts the lines of a handle together wherever they stand", async () => {
    const id = await upload(
      shop,
      file(
        "rug,Rug,Size,S,,1,10,",
        "bin,Bin,,,BIN,1,5,",
        "rug,,,M,,1,11,",
        "vase,Vase,,,VASE,1,6,",
        "rug,,,L,,1,12,",
      ),
    );
    expect(await importOf(shop, id)).toMatchObject({ products: 3, variants: 5, lines: 5, wrong: 0 });
    await confirmAndRun(shop, id);
    expect((await variantsOf("rug")).map(({ sku }) => sku)).toEqual(["RUG-S", "RUG-M", "RUG-L"]);
  });

  it("finds a variant without a SKU by its options, whatever its SKU is here", async () => {
    await confirmAndRun(shop, await upload(shop, file("tray,Tray,Wood,Oak,OWN-SKU,1,10,")));
    const id = await upload(shop, file("tray,Tray,Wood,Oak,,1,12,", "tray,,,Ash,,1,12,"));
    await confirmAndRun(shop, id);
    expect(await variantsOf("tray")).toMatchObject([
      { sku: "OWN-SKU", price_amount: 1200 },
      { sku: "TRAY-ASH", price_amount: 1200 },
    ]);
  });

  it("takes a new SKU for the same options, and lets barcodes change places", async () => {
    await confirmAndRun(
      shop,
      await upload(shop, file("cup,Cup,Size,S,CUP-1,1,10,111", "cup,,,M,CUP-2,1,10,222")),
    );
    const id = await upload(shop, file("cup,Cup,Size,S,CUP-S,1,10,222", "cup,,,M,CUP-2,1,10,111"));
    expect(await confirmAndRun(shop, id)).toMatchObject({ updated: 1 });
    expect(
      await shop.rows("select sku, barcode from variant where sku like 'CUP%' order by position"),
    ).toEqual([
      { sku: "CUP-S", barcode: "222" },
      { sku: "CUP-2", barcode: "111" },
    ]);
  });

  it("leaves alone what the file has no column for, and variants that it does not name", async () => {
    await confirmAndRun(
      shop,
      await upload(
        shop,
        'Handle,Title,Body (HTML),Vendor,Type,Tags,Option1 Name,Option1 Value,Variant Grams,Variant Price\ndesk,Desk,<p>Oak.</p>,Kern,Desks,"a, b",Size,S,900,100\ndesk,,,,,,,L,1200,150',
      ),
    );
    const id = await upload(
      shop,
      "Handle,Title,Option1 Name,Option1 Value,Variant Price\ndesk,Writing desk,Size,S,100",
    );
    await confirmAndRun(shop, id);
    expect(await productRow("desk")).toMatchObject({
      title: "Writing desk",
      body: "Oak.",
      vendor: "Kern",
      tags: ["a", "b"],
    });
    expect(await variantsOf("desk")).toHaveLength(2);
    expect(await shop.rows("select name, slug from category where name = 'Desks'")).toEqual([
      { name: "Desks", slug: "desks" },
    ]);
  });

  it("finds a category whatever its case, and hides what is a draft", async () => {
    const id = await upload(
      shop,
      "Handle,Title,Type,Status,Price\nseen,Seen,TEST,active,1\nhidden,Hidden,test,draft,1\nloose,Loose,,,1",
    );
    await confirmAndRun(shop, id);
    expect(
      await shop.rows(
        "select p.slug, c.slug as category, p.published_at is not null as shown from product p join category c on c.id = p.category_id where p.slug in ('seen', 'hidden', 'loose') order by p.position",
      ),
    ).toEqual([
      { slug: "seen", category: "test", shown: true },
      { slug: "hidden", category: "test", shown: false },
      { slug: "loose", category: "other", shown: true },
    ]);
  });

  it("keeps pictures as links in their order, one of them its variant's", async () => {
    const columns =
      "Handle,Title,Option1 Name,Option1 Value,Price,Image Src,Image Position,Image Alt Text,Variant Image";
    const lines = [
      "jar,Jar,Size,S,4,https://x.test/2.jpg,2,,https://x.test/1.jpg",
      "jar,,,L,5,https://x.test/1.jpg,1,Front,https://x.test/3.jpg",
    ];
    await confirmAndRun(shop, await upload(shop, [columns, ...lines].join("\n")));
    const pictures = () =>
      shop.rows(
        `select i.src, i.source_url, i.alt, v.title as variant from product_image i join product p on p.id = i.product_id
           left join variant v on v.id = i.variant_id where p.slug = 'jar' order by i.position`,
      );
    const [one, two, three] = [1, 2, 3].map((n) => `https://x.test/${n}.jpg`);
    expect(await pictures()).toEqual([
      { src: one, source_url: one, alt: "Front", variant: "S" },
      { src: two, source_url: two, alt: "", variant: null },
      { src: three, source_url: three, alt: "", variant: "L" },
    ]);
    expect(await productRow("jar")).toMatchObject({ image: one });
    // A picture that has been fetched is known by where it came from.
    await shop.rows("update product_image set src = '/media/1.jpg' where source_url = $1", [one]);
    expect(await effectsOf(shop, await upload(shop, [columns, ...lines].join("\n")))).toEqual({ none: 1 });
    const more = [...lines, "jar,,,,,https://x.test/0.jpg,1,,"];
    await confirmAndRun(shop, await upload(shop, [columns, ...more].join("\n")));
    expect((await pictures()).map((row) => row.src)).toEqual([
      "/media/1.jpg",
      "https://x.test/0.jpg",
      two,
      three,
    ]);
  });
});

describe("a file with errors", () => {
  it("names line, column and reason of each, and imports the rest when told to", async () => {
    await confirmAndRun(shop, await upload(shop, file("owner,Owner,,,TAKEN,1,1,777")));
    const id = await upload(
      shop,
      file(
        "good,Good,,,GOOD,1,1,",
        'bad-price,Bad price,,,BAD-1,1,"1,50",',
        "theft,Theft,,,TAKEN,1,1,777",
        ",No handle,,,X,1,1,",
        "twin-a,Twin,,,TWIN,1,1,88",
        "twin-b,Twin,,,TWIN,1,1,88",
      ),
    );
    expect(await faultsOf(shop, id)).toEqual([
      "3 Variant Price: “1,50” is no price. Write it like 1234.50: digits and one point, nothing else.",
      "4 Barcode: The barcode 777 belongs to the product “owner” in the catalogue.",
      "4 SKU: The SKU TAKEN belongs to the product “owner” in the catalogue.",
      "5 Handle: Every line needs the handle of its product.",
      "7 Barcode: The barcode 88 is that of “twin-a” too, on line 6.",
      "7 SKU: The SKU TWIN is that of “twin-a” too, on line 6.",
    ]);
    await expect(confirmAndRun(shop, id)).rejects.toThrow("4 products have errors");
    expect(await confirmAndRun(shop, id, { leaveOut: true })).toEqual({
      created: 2,
      updated: 0,
      unchanged: 0,
      skipped: 4,
    });
    expect(await productRow("bad-price")).toBeUndefined();
    expect(await importOf(shop, id)).toMatchObject({ status: "done", wrong: 4 });
  });

  it.each<[string, string | Uint8Array, string]>([
    ["nothing in it", "", "The file is empty."],
    ["no products", head, "The file has a first line and no products."],
    ["other columns", "a,b\n1,2", "does not name the columns"],
    ["semicolons", "Handle;Title;Variant Price\na;b;1", "not parted by commas"],
    [
      "an open quote",
      `${head}\na,"A,,,A,1,1,\nb,B,,,B,1,1,\n`,
      "a quotation mark is opened and never closed",
    ],
    ["text behind a quote", `${head}\n"a"b,A,,,A,1,1,\n`, "Line 2: text follows a closing quotation mark"],
    [
      "a quote inside a cell",
      `${head}\na,12" shelf,,,A,1,1,\n`,
      "Line 2: a quotation mark stands inside a cell",
    ],
    [
      "Latin-1",
      new Uint8Array([...Buffer.from(`${head}\na,Caf`), 0xe9, ...Buffer.from(",,,A,1,1,")]),
      "not in UTF-8 (from about line",
    ],
    ["UTF-16", new Uint8Array(Buffer.from(`\uFEFF${head}\na,A,,,A,1,1,`, "utf16le")), "not in UTF-8"],
    ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), "not in UTF-8"],
  ])("is refused with the reason when it has %s", async (_, content, reason) => {
    const row = await importOf(shop, await upload(shop, content));
    expect(row.status).toBe("failed");
    expect(row.failure).toContain(reason);
  });

  it("reads a byte order mark, line breaks in cells, every kind of line end and empty lines", async () => {
    const text = `\uFEFF${head}\r\n\r\nbom-a,"A\r\nB",,,BOM-A,1,1,\r\n\nbom-b,"say ""hi"" – ü",,,BOM-B,1,oops,\rbom-c,C,,,BOM-C,1,1,`;
    const id = await upload(shop, text);
    expect(await importOf(shop, id)).toMatchObject({ status: "ready", products: 3 });
    expect(await faultsOf(shop, id)).toEqual([expect.stringMatching(/^6 Variant Price: “oops”/)]);
    await confirmAndRun(shop, id, { leaveOut: true });
    expect(await productRow("bom-a")).toMatchObject({ title: "A B" });
  });

  it("does not swallow the file when a handle stands on far too many lines", async () => {
    const lines = Array.from(
      { length: 6_000 },
      (_, n) => `many,${n === 0 ? "Many" : ""},Size,${n},M-${n},1,1,`,
    );
    const id = await upload(shop, file(...lines, "few,Few,,,FEW,1,1,"));
    expect(await importOf(shop, id)).toMatchObject({ products: 2, wrong: 1 });
    expect(await faultsOf(shop, id)).toEqual([expect.stringContaining("more than 5000 lines")]);
  });
});

describe("everything or nothing", () => {
  const rows = (prefix: string, from: number, to: number) =>
    Array.from({ length: to - from }, (_, n) => `${prefix}-${from + n},P,,,${prefix}-${from + n},2,1,`);

  it("leaves nothing when it breaks in the middle, and starts over", async () => {
    const id = await upload(shop, file(...rows("crash", 0, 600)));
    await confirmImport(shop.ctx(), { id, leaveOut: false, openingStockAt: "EAST" });
    // The last batch meets a database that refuses it.
    await shop.rows(
      "create function refuse() returns trigger language plpgsql as $$ begin raise exception 'out of paper'; end $$",
    );
    await shop.rows(
      "create trigger refuse before insert on variant for each row when (new.sku = 'crash-599') execute function refuse()",
    );
    const run = () => runImport(shop.ctx(), id, { shop: shopAddress, openingStockAt: "EAST" });
    await expect(run()).rejects.toThrow();
    const count = async () => (await shop.rows("select 1 from product where slug like 'crash-%'")).length;
    expect(await count()).toBe(0);
    expect(await importOf(shop, id)).toMatchObject({ status: "importing", result: null });
    await shop.rows("drop trigger refuse on variant");
    expect(await run()).toMatchObject({ created: 600 });
    expect(await count()).toBe(600);
    expect(await run()).toBeNull();
    await expectSoundBooks(shop);
  });

  it("runs once however often it is confirmed and delivered, and two imports wait for each other", async () => {
    const same = rows("race", 0, 300);
    const ids = [await upload(shop, file(...same)), await upload(shop, file(...same))];
    await Promise.all(
      ids.flatMap((id) =>
        [1, 2].map(() => confirmImport(shop.ctx(), { id, leaveOut: false, openingStockAt: "EAST" })),
      ),
    );
    const events = await shop.rows("select payload from event where payload ->> 'importId' = any($1)", [ids]);
    expect(events).toHaveLength(2);
    const results = await Promise.all(
      ids.flatMap((id) =>
        [1, 2].map(() => runImport(shop.ctx(), id, { shop: shopAddress, openingStockAt: "EAST" })),
      ),
    );
    const ran = results.filter((result) => result !== null);
    expect(ran).toHaveLength(2);
    expect(ran.map(({ created }) => created).sort()).toEqual([0, 300]);
    expect(ran.map(({ unchanged }) => unchanged).sort()).toEqual([0, 300]);
    await expectSoundBooks(shop);
  });

  it("goes back to be looked at when the catalogue has changed meanwhile", async () => {
    const id = await upload(shop, file("late,Late,,,LATE,1,1,", "fine,Fine,,,FINE,1,1,"));
    await confirmAndRun(shop, await upload(shop, file("early,Early,,,LATE,1,1,")));
    expect(await confirmAndRun(shop, id)).toBeNull();
    expect(await importOf(shop, id)).toMatchObject({ status: "ready", wrong: 1 });
    expect((await importOf(shop, id)).failure).toContain("The catalogue has changed");
    expect(await faultsOf(shop, id)).toEqual([
      "2 SKU: The SKU LATE belongs to the product “early” in the catalogue.",
    ]);
    expect(await productRow("fine")).toBeUndefined();
    expect(await confirmAndRun(shop, id, { leaveOut: true })).toMatchObject({ created: 1, skipped: 1 });
  });

  it("is run by the policy that listens for its confirmation", () => {
    expect(importCatalogue.opts.triggers).toEqual([{ event: "CatalogueImportConfirmed" }]);
  });
});
