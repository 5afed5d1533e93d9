import { expect, test } from "@playwright/test";
import { ImportPage, productFile } from "./pages/import.page";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { signInAs } from "./pages/warehouse.page";

test.beforeEach(({ page }) => signInAs(page, "manager"));

const tag = () => crypto.randomUUID().slice(0, 8);
const shirt = (handle: string, price = "45") => [
  `${handle},Linen shirt ${handle},"<p>Washed <b>linen</b>.</p><script>document.title='ran'</script>",Loom,Clothing,"men, summer",true,Size,Small,,180,4,${price},60`,
  `${handle},,,,,,,,Large,,200,6,${price},`,
];

test("a file is looked at, imported without its errors, sold, and changes nothing the second time", async ({
  page,
}) => {
  test.slow();
  const handle = `shirt-${tag()}`;
  const imports = new ImportPage(page);
  await imports.open();
  const broken = [`bad-${handle},Bad price,,,,,,,,,,,"12,50",`, ",No handle,,,,,,,,,,,3,"];
  await imports.upload(productFile(...shirt(handle), ...broken), "apparel.csv");
  await expect(imports.figure("New")).toHaveText("1");
  await expect(imports.figure("With errors")).toHaveText("2");
  const errors = page.getByRole("table", { name: "Errors in the file" });
  await expect(errors.getByRole("row").nth(1)).toContainText("“12,50” is no price");
  await expect(errors).toContainText("Every line needs the handle of its product.");
  await keepsNobodyOut(page, "an import with errors");
  expect((await page.request.get(`/products/${handle}`)).status()).toBe(404);

  await imports.confirm.click();
  await expect(page.getByText("2 products have errors")).toBeVisible();
  await page.getByRole("checkbox", { name: /Leave out/ }).check();
  await page.getByLabel("Opening stock").selectOption("WEST");
  await imports.confirm.click();
  await imports.done();
  await expect(page.getByText("1 product created, 0 updated, 0 unchanged, 2 left out.")).toBeVisible();
  await keepsNobodyOut(page, "an import that is done");

  await page.goto(`/products/${handle}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Linen shirt ${handle}`);
  await expect(page.getByText("Washed linen.")).toBeVisible();
  await expect(page.getByText("4 left")).toBeVisible();
  expect(await page.title()).not.toBe("ran");

  await imports.open();
  await imports.upload(productFile(...shirt(handle)));
  await expect(imports.figure("As they are")).toHaveText("1");
  await imports.confirm.click();
  await imports.done();
  await expect(page.getByText("0 products created, 0 updated, 1 unchanged.")).toBeVisible();
});

test("a changed price is shown old and new before it counts", async ({ page }) => {
  const handle = `shirt-${tag()}`;
  const imports = new ImportPage(page);
  for (const price of ["45", "52.50"]) {
    await imports.open();
    await imports.upload(productFile(...shirt(handle, price)));
    if (price === "52.50") {
      await expect(imports.figure("Changed")).toHaveText("1");
      await expect(page.getByText("$45.00")).toHaveCount(2);
      await expect(page.getByText("$52.50")).toHaveCount(2);
    }
    await imports.confirm.click();
    await imports.done();
  }
  const file = await page.request.get("/admin/catalogue/export?category=clothing");
  expect(await file.text()).toContain(
    `${handle},Linen shirt ${handle},<p>Washed <strong>linen</strong>.</p>,Loom`,
  );
});

test("a file that is none says why, and can be thrown away", async ({ page }) => {
  const imports = new ImportPage(page);
  await imports.open();
  await page.getByRole("button", { name: "Read the file" }).click();
  await expect(page.getByText("Choose a file first.")).toBeVisible();
  await keepsNobodyOut(page, "import and export");
  await imports.upload(Buffer.from("a;b\n1;2"), "other.csv");
  await expect(page.getByText("The columns are not parted by commas.")).toBeVisible();
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByRole("row").filter({ hasText: "other.csv" }).first()).toContainText("Discarded");
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a file is uploaded, confirmed and imported with plain forms", async ({ page }) => {
    const handle = `shirt-${tag()}`;
    const imports = new ImportPage(page);
    await imports.open();
    await imports.upload(productFile(...shirt(handle)));
    await imports.confirm.click();
    await imports.done();
  });
});
