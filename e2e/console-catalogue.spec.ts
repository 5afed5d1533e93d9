import { expect, test } from "@playwright/test";
import sharp from "sharp";
import { ProductFormPage, receive } from "./pages/catalogue.page";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { ProductPage } from "./pages/product.page";
import { signInAs } from "./pages/warehouse.page";

test.beforeEach(({ page }) => signInAs(page, "manager"));

const photo = async (width: number, background: string) => ({
  name: "photo.png",
  mimeType: "image/png",
  buffer: await sharp({ create: { width, height: 600, channels: 3, background } })
    .png()
    .toBuffer(),
});
const mark = () => crypto.randomUUID().slice(0, 8);

test("a product with two variants and a picture goes into the shop, is sold, and leaves it again", async ({
  page,
}) => {
  test.slow();
  const form = new ProductFormPage(page);
  const slug = `bench-${mark()}`;
  await form.openNew();
  await page.getByLabel("Title").fill("Ash bench");
  await page.getByLabel(/^Address/).fill(slug);
  await page.getByLabel(/^Summary/).fill("Seats two, three if they are friends.");
  await page.getByLabel(/^Description/).fill("Oiled ash.\n\n- **Folds** flat");
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByRole("region", { name: "Preview" }).getByText("Folds")).toBeVisible();
  await page.getByRole("button", { name: /add an option/ }).click();
  await page.getByLabel("Option 1", { exact: true }).fill("Length");
  await page.getByLabel(/^Values/).fill("Short, Long");
  await page.getByRole("button", { name: "Make every combination" }).click();
  const sku = `${slug}-SHORT`.toUpperCase();
  await expect(form.cell("SKU", "Short")).toHaveValue(sku);
  for (const [size, price] of [
    ["Short", "120"],
    ["Long", "150.50"],
  ] as const) {
    await form.cell("Price", size).fill(price);
    await form.cell("Weight, g", size).fill("4200");
  }
  await form.saved();

  await page
    .getByLabel("Add pictures")
    .setInputFiles([await photo(1400, "#2d5d57"), await photo(700, "#e9d7a8")]);
  await expect(page.getByText("2 pictures were added.")).toBeVisible();
  const second = page.getByRole("form", { name: "Picture 2" });
  await expect(second.getByText("700 × 600")).toBeVisible();
  await second.getByLabel(/^What it shows/).fill("The bench, folded");
  await second.getByLabel("Shows", { exact: true }).selectOption("Long");
  await second.getByRole("button", { name: "Save what picture 2 shows" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();

  expect((await page.request.get(`/products/${slug}`)).status()).toBe(404);
  await form.seen("In the shop");
  await form.saved();
  await receive(page, sku, 3);

  const shop = new ProductPage(page);
  await shop.open(slug);
  await shop.awake();
  await expect(page.getByRole("heading", { level: 1, name: "Ash bench" })).toBeVisible();
  const cover = await page.getByRole("img", { name: "Ash bench" }).first().getAttribute("src");
  const served = await page.request.get(cover ?? "");
  expect(served.headers()["content-type"]).toBe("image/webp");
  expect(served.headers()["cache-control"]).toContain("immutable");
  await page.getByRole("radio", { name: /^Long/ }).check();
  await expect(page.getByRole("img", { name: "The bench, folded" })).toBeInViewport();
  await page.getByRole("radio", { name: /^Short/ }).check();
  await shop.addButton.click();
  await expect(shop.drawer.getByText("Ash bench")).toBeVisible();

  await form.open(slug);
  await form.seen("Draft");
  await form.saved();
  expect((await page.request.get(`/products/${slug}`)).status()).toBe(404);
});

test("what is wrong is told beside its field, and nothing typed is lost", async ({ page }) => {
  const form = new ProductFormPage(page);
  await form.openNew();
  await page.getByLabel(/^Summary/).fill("Typed before");
  await form.cell("SKU", "variant 1").fill("HF-OIL-500");
  await form.cell("Price", "HF-OIL-500").fill("twelve");
  await form.cell("Weight, g", "HF-OIL-500").fill("10");
  await form.cell("Barcode", "HF-OIL-500").fill("4006381333932");
  await form.save.click();
  await expect(page.getByRole("alert").filter({ hasText: "Not saved yet" })).toBeFocused();
  await expect(page.getByLabel(/^Summary/)).toHaveValue("Typed before");
  await expect(form.cell("Price", "HF-OIL-500")).toHaveValue("twelve");
  await expect(form.cell("Price", "HF-OIL-500")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Title").fill("Somebody else's oil");
  await form.cell("Price", "HF-OIL-500").fill("12");
  await form.cell("Barcode", "HF-OIL-500").fill("");
  await form.save.click();
  await expect(page.getByRole("alert").filter({ hasText: /SKU HF-OIL-500 belongs to/ })).toBeVisible();
});

test("two people who edit the same product are shown both versions", async ({ page, context }) => {
  const form = new ProductFormPage(page);
  await form.open("wall-clock");
  const other = new ProductFormPage(await context.newPage());
  await other.open("wall-clock");
  await other.page.getByLabel(/^Summary/).fill(`Theirs ${mark()}`);
  await other.saved();
  const mine = `Mine ${mark()}`;
  await page.getByLabel(/^Summary/).fill(mine);
  await form.save.click();
  const notice = page.getByRole("alert").filter({ hasText: "after you opened it" });
  await expect(notice).toContainText("Theirs");
  await expect(notice).toContainText(mine);
  await expect(page.getByLabel(/^Summary/)).toHaveValue(mine);
  await notice.getByRole("button", { name: "Save mine over it" }).click();
  await page.waitForURL(/[?&]saved=/);
  await expect(page.getByLabel(/^Summary/)).toHaveValue(mine);
});

test("a file that only calls itself a picture is refused with a sentence", async ({ page }) => {
  const form = new ProductFormPage(page);
  await form.open("pocket-knife");
  const buffer = Buffer.from("these are only words");
  await page.getByLabel("Add pictures").setInputFiles({ name: "words.png", mimeType: "image/png", buffer });
  await expect(page.getByText(/^words\.png is no picture we can show/)).toBeVisible();
});

test("without scripts a product is added, and a row too", async ({ browser, page }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const plain = await context.newPage();
  const slug = `plain-${mark()}`;
  await plain.goto("/admin/catalogue/new");
  await plain.getByLabel("Title").fill("Plain plank");
  await plain.getByLabel(/^Address/).fill(slug);
  await plain.getByRole("button", { name: /add an option/ }).click();
  await expect(plain.getByLabel("Title")).toHaveValue("Plain plank");
  await plain.getByLabel("Option 1", { exact: true }).fill("Wood");
  await plain.getByRole("button", { name: "Add a variant" }).click();
  const form = new ProductFormPage(plain);
  for (const [place, wood] of [
    [1, "Oak"],
    [2, "Ash"],
  ] as const)
    await form.cell("Wood", `variant ${place}`).fill(wood);
  const rows = plain.getByRole("table", { name: "Variants" }).getByRole("row");
  for (const place of [1, 2]) {
    const row = rows.nth(place);
    await row.getByRole("textbox", { name: /^SKU/ }).fill(`${slug}-${place}`);
    await row.getByRole("textbox", { name: /^Price/ }).fill("9.99");
    await row.getByRole("textbox", { name: /^Weight/ }).fill("100");
  }
  await form.save.click();
  await plain.waitForURL(/saved=new/);
  await expect(rows).toHaveCount(3);
  await context.close();
});

test("categories are added, moved and deleted", async ({ page }) => {
  const name = `Attic ${mark()}`;
  await page.goto("/admin/catalogue/categories/new");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Add the category" }).click();
  await expect(page.getByText(`${name} is saved.`)).toBeVisible();
  const rows = page.getByRole("table", { name: "Categories" }).getByRole("row");
  const places = await rows.count();
  await expect(rows.nth(places - 1)).toContainText(name);
  await page.getByRole("button", { name: `Move ${name} up` }).click();
  await expect(rows.nth(places - 2)).toContainText(name);
  await page.getByRole("button", { name: `Delete ${name}` }).click();
  await page.getByRole("button", { name: "Delete the category" }).click();
  await expect(page.getByText("The category is deleted.")).toBeVisible();
  await expect(rows).toHaveCount(places - 1);
});

test("the catalogue is for managers, and ⌘K leads them to a product", async ({ page }) => {
  await page.goto("/admin/catalogue?q=lantern");
  await expect(page.getByRole("table", { name: "Products" }).getByRole("row")).toHaveCount(2);
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill("lantern");
  await expect(page.getByRole("option", { name: /^Product/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/admin\/catalogue\/storm-lantern$/);
  await signInAs(page, "warehouse");
  expect((await page.goto("/admin/catalogue"))?.status()).toBe(404);
});

test("the catalogue keeps nobody out", async ({ page }) => {
  test.slow();
  for (const path of [
    "/admin/catalogue",
    "/admin/catalogue/new",
    "/admin/catalogue/stoneware-mug",
    "/admin/catalogue/categories",
    "/admin/catalogue/categories/kitchen",
  ]) {
    await page.goto(path);
    await keepsNobodyOut(page, path);
  }
});
