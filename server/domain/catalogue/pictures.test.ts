import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/id";
import { fetchLinkedPictures } from "@/server/policies/fetch-linked-pictures";
import type { WithPorts } from "@/server/ports";
import { placeOrder, type TestApp, testApp } from "@/server/testing";
import { addPicture } from "./add-picture";
import { productBySlug } from "./catalogue.queries";
import { changePicture } from "./change-picture";
import { picturesOf, productToEdit } from "./console.queries";
import { fetchPicture } from "./fetch-picture";
import { isMediaKey, maxPictureBytes, mediaKeyOf, sniffPicture, srcSetOf, widthsFor } from "./picture";
import { renderPicture } from "./render-picture";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterAll(() => shop.drop());

const blank = (width: number, height: number, background = "#487") =>
  sharp({ create: { width, height, channels: 3, background } });
let shade = 0;
const photo = async (width = 900, height = 600): Promise<Uint8Array> =>
  blank(width, height, `#${String(++shade).padStart(6, "0")}`)
    .jpeg()
    .toBuffer();
const idOf = async (slug: string) => {
  const found = await productToEdit(shop.ctx(), slug);
  if (!found) throw new Error(slug);
  return found;
};
const add = async (slug: string, bytes: Uint8Array, name = "photo.jpg") =>
  addPicture(shop.ctx(), (await idOf(slug)).id, { name, bytes });
const srcsOf = async (slug: string) => {
  const found = await idOf(slug);
  return { cover: found.image, all: (await picturesOf(shop.ctx(), found)).map(({ src }) => src) };
};

describe("what a file is", () => {
  test.each(["png", "jpeg", "webp", "avif", "gif"] as const)(
    "%s is known by its first bytes",
    async (format) => {
      expect(sniffPicture(await blank(8, 8).toFormat(format).toBuffer())).toBe(format);
    },
  );

  test("nothing else is a picture, whatever it is called", async () => {
    for (const text of ["<svg xmlns='http://www.w3.org/2000/svg'></svg>", "%PDF-1.7 and so on", "hello", ""])
      expect(sniffPicture(new TextEncoder().encode(text))).toBeNull();
    expect(sniffPicture(await blank(8, 8).tiff().toBuffer())).toBeNull();
  });
});

describe("widths and names", () => {
  test("a picture is kept in the widths below its own, and never larger than it came", () => {
    expect(widthsFor(200)).toEqual([200]);
    expect(widthsFor(640)).toEqual([320, 640]);
    expect(widthsFor(900)).toEqual([320, 640, 900]);
    expect(widthsFor(2000)).toEqual([320, 640, 1280, 2000]);
  });

  test("a srcset names all of them; links and drawings have none", () => {
    const hash = "0123456789abcdef0123456789abcdef";
    expect(srcSetOf(`/media/${hash}-900.webp`)).toBe(
      `/media/${hash}-320.webp 320w, /media/${hash}-640.webp 640w, /media/${hash}-900.webp 900w`,
    );
    expect(srcSetOf("/illustrations/oak-stool.svg")).toBeUndefined();
    expect(srcSetOf("https://cdn.example/a.webp")).toBeUndefined();
  });

  test.each(["../../etc/passwd", "0123456789abcdef0123456789abcdef-640.webp/..", "x.webp", ""])(
    "%j is no name of a picture",
    (name) => {
      expect(isMediaKey(name)).toBe(false);
    },
  );
});

describe("an upload", () => {
  test("is kept as WebP in every width, upright and without what the camera wrote", async () => {
    const turned = await blank(600, 900)
      .withExif({ IFD0: { Copyright: "Ada" } })
      .jpeg()
      .toBuffer();
    const sideways = await sharp(turned).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const { key, width, height, files } = await renderPicture(sideways, "a.jpg");
    expect([width, height]).toEqual([900, 600]);
    expect(files.map((file) => mediaKeyOf(`/media/${file.key}`)?.width)).toEqual([320, 640, 900]);
    for (const { bytes } of files) {
      const { format, exif, orientation } = await sharp(bytes).metadata();
      expect([format, exif, orientation]).toEqual(["webp", undefined, undefined]);
    }
    expect(key).toBe(files.at(-1)?.key);
  });

  test.each<[string, () => Promise<Uint8Array>, RegExp]>([
    [
      "a text file that calls itself a picture",
      async () => new TextEncoder().encode("not a picture at all"),
      /no picture/,
    ],
    ["an SVG", async () => new TextEncoder().encode("<?xml version='1.0'?><svg onload='x()'></svg>"), /SVG/],
    ["more than ten megabytes", async () => new Uint8Array(maxPictureBytes + 1), /10\.0 MB/],
    ["a file that breaks off", async () => (await photo()).subarray(0, 700), /damaged/],
    ["a bomb of pixels", () => blank(12_000, 12_000).png().toBuffer(), /12000 × 12000/],
  ])("of %s is refused with a sentence", async (_, make, sentence) => {
    await expect(add("test-a", await make())).rejects.toThrow(sentence);
    expect((await srcsOf("test-a")).all).toEqual([]);
  });

  test("becomes the cover when it is the first, and is served from the store", async () => {
    const { src } = await add("test-a", await photo());
    expect(await srcsOf("test-a")).toEqual({ cover: src, all: [src] });
    const key = src.replace("/media/", "");
    expect((await shop.app.ports.media.get(key))?.contentType).toBe("image/webp");
  });

  test("of the same file twice, also at once, is one picture", async () => {
    const bytes = await photo();
    await Promise.all([add("test-b", bytes), add("test-b", bytes)]);
    expect((await srcsOf("test-b")).all).toHaveLength(1);
  });
});

describe("a product's pictures", () => {
  test("can be put in order, described and given to a variant; the first is the cover", async () => {
    const [a, b] = [await add("test-food", await photo()), await add("test-food", await photo())];
    const { id } = await idOf("test-food");
    const [, second] = await picturesOf(shop.ctx(), { id, image: null });
    const about = { product: id, picture: second?.id ?? "" };
    await changePicture(shop.ctx(), { ...about, intent: "describe", alt: "A jar", variant: "TEST-FOOD" });
    await changePicture(shop.ctx(), { ...about, intent: "first" });
    expect(await srcsOf("test-food")).toEqual({ cover: b.src, all: [b.src, a.src] });
    expect((await productBySlug(shop.ctx(), "test-food")).pictures[0]).toEqual({
      ...{ src: b.src, alt: "A jar", sku: "TEST-FOOD" },
    });
    await changePicture(shop.ctx(), { ...about, intent: "later" });
    expect((await srcsOf("test-food")).cover).toBe(a.src);
    await expect(
      changePicture(shop.ctx(), { ...about, intent: "describe", alt: "", variant: "TEST-A" }),
    ).rejects.toMatchObject({ details: { field: "variant" } });
  });

  test("keep a drawing they had before as the first", async () => {
    await shop.rows("update product set image = '/illustrations/oak-stool.svg' where slug = 'test-a'");
    await shop.rows("delete from product_image where product_id = $1", [(await idOf("test-a")).id]);
    const { src } = await add("test-a", await photo());
    expect(await srcsOf("test-a")).toEqual({
      ...{ cover: "/illustrations/oak-stool.svg", all: ["/illustrations/oak-stool.svg", src] },
    });
    const { id } = await idOf("test-a");
    await changePicture(shop.ctx(), { product: id, picture: "cover", intent: "remove" });
    expect((await srcsOf("test-a")).all).toEqual([src]);
  });

  test("that are removed leave the store, unless an order was placed with them", async () => {
    const [shown, other] = [await add("test-b", await photo()), await add("test-b", await photo())];
    const { id } = await idOf("test-b");
    const all = await picturesOf(shop.ctx(), { id, image: null });
    const pictureOf = (src: string) => all.find((one) => one.src === src)?.id ?? "";
    await changePicture(shop.ctx(), { product: id, picture: pictureOf(shown.src), intent: "first" });
    await placeOrder(shop.ctx(), [{ sku: "TEST-B", quantity: 1 }]);
    for (const { src } of [shown, other])
      await changePicture(shop.ctx(), { product: id, picture: pictureOf(src), intent: "remove" });
    const kept = async (src: string) => (await shop.app.ports.media.get(src.replace("/media/", ""))) !== null;
    expect([await kept(shown.src), await kept(other.src)]).toEqual([true, false]);
    await changePicture(shop.ctx(), { product: id, picture: pictureOf(other.src), intent: "remove" });
  });
});

describe("a picture that is a link", () => {
  const linked = async (slug: string, src: string) => {
    const { id } = await idOf(slug);
    await shop.rows("delete from product_image where product_id = $1", [id]);
    const picture = newId<"productImage">();
    await shop.rows("insert into product_image (id, product_id, position, src) values ($1, $2, 0, $3)", [
      ...[picture, id, src],
    ]);
    await shop.rows("update product set image = $2 where id = $1", [id, src]);
    return { product: id, picture };
  };
  /** The web as the test has it. */
  const web = (fetch: (url: string) => Promise<Uint8Array>, now = shop.clock.now()): WithPorts => ({
    ...shop.ctx(),
    now,
    ports: { ...shop.app.ports, pictures: { fetch } },
  });

  test("is fetched into the store, and remembers where it came from", async () => {
    const about = await linked("test-a", "https://cdn.example/oak.jpg");
    const bytes = await photo();
    expect(await fetchLinkedPictures(web(async () => bytes))).toEqual({ fetched: 1, tried: 1 });
    const { cover, all } = await srcsOf("test-a");
    expect(mediaKeyOf(cover ?? "")).not.toBeNull();
    expect(all).toEqual([cover]);
    expect(await shop.rows("select source_url from product_image where id = $1", [about.picture])).toEqual([
      { source_url: "https://cdn.example/oak.jpg" },
    ]);
    expect(await fetchLinkedPictures(web(async () => bytes))).toEqual({ fetched: 0, tried: 0 });
  });

  test("is tried three times with pauses, then stays a link that staff can read the reason of", async () => {
    const about = await linked("test-a", "https://cdn.example/late.jpg");
    let tries = 0;
    const away = async (): Promise<Uint8Array> => {
      tries += 1;
      throw new DomainError("provider_unavailable", "cdn.example can't be reached: no connection.");
    };
    const start = shop.clock.now().getTime();
    for (let minute = 0; minute < 60; minute++)
      await fetchLinkedPictures(web(away, new Date(start + minute * 60_000)));
    expect(tries).toBe(3);
    const { id } = await idOf("test-a");
    expect(await picturesOf(shop.ctx(), { id, image: null })).toMatchObject([
      { src: "https://cdn.example/late.jpg", trouble: expect.stringContaining("It stays a link.") },
    ]);
    const bytes = await photo();
    await fetchPicture(
      web(async () => bytes),
      about,
    );
    expect((await srcsOf("test-a")).cover).toMatch(/^\/media\//);
  });

  test("that is no picture is not tried again", async () => {
    await linked("test-a", "https://cdn.example/page.html");
    let tries = 0;
    const page = async () => {
      tries += 1;
      return new TextEncoder().encode("<html>a page, not a picture</html>");
    };
    const start = shop.clock.now().getTime();
    for (const minute of [0, 20, 40]) await fetchLinkedPictures(web(page, new Date(start + minute * 60_000)));
    expect(tries).toBe(1);
  });

  test("waits with the others when nothing at all can be reached", async () => {
    const { id } = await idOf("test-a");
    for (let i = 0; i < 6; i++)
      await shop.rows("insert into product_image (id, product_id, position, src) values ($1, $2, $3, $4)", [
        ...[newId(), id, i + 1, `https://cdn.example/${i}.jpg`],
      ]);
    const away = async (): Promise<Uint8Array> => {
      throw new DomainError("provider_unavailable", "No connection.");
    };
    expect(await fetchLinkedPictures(web(away))).toEqual({ fetched: 0, tried: 3 });
  });

  test("that is removed while it is fetched stays removed", async () => {
    const about = await linked("test-a", "https://cdn.example/gone.jpg");
    const bytes = await photo();
    const slow = async () => {
      await changePicture(shop.ctx(), { ...about, intent: "remove" });
      return bytes;
    };
    expect(await fetchPicture(web(slow), about)).toMatchObject({ fetched: false });
    expect(await srcsOf("test-a")).toEqual({ cover: null, all: [] });
  });
});
