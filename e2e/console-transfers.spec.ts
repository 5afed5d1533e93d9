import { expect, test } from "@playwright/test";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { TransferPage } from "./pages/transfer.page";
import { signInAs } from "./pages/warehouse.page";

test.beforeEach(({ page }) => signInAs(page, "warehouse"));

test("goods are scanned out, scanned in with one damaged, and what is missing is written off", async ({
  page,
}) => {
  const transfer = new TransferPage(page);
  await transfer.openNew();
  for (const code of ["HF-CHISEL-25", "HF-CHISEL-25", "HF-CHISEL-25", "HF-CHISEL-12"])
    await transfer.scan(code);
  const number = await transfer.send(4);
  await expect(page.getByText("4 units left EAST")).toBeVisible();

  await transfer.scan("HF-CHISEL-25");
  await page.getByLabel("This one is damaged").check();
  await transfer.scan("HF-CHISEL-25");
  await transfer.scan("HF-HONEY-250");
  await expect(page.getByText("HF-HONEY-250 is not in this transfer. Put it aside and ask.")).toBeVisible();
  await transfer.receive(2);
  await expect(page.getByText("1 can be sold in WEST now. 1 is set aside. 2 still to come.")).toBeVisible();

  await page.getByRole("button", { name: "Close as lost…" }).click();
  await page.getByRole("button", { name: "Write 2 units off" }).click();
  await expect(page.getByText("Received, 2 lost")).toBeVisible();
  const moves = page.getByRole("table", { name: /^Moves of this transfer/ });
  await expect(moves.getByRole("row").filter({ hasText: "Lost in transit" })).toHaveCount(2);

  await page.goto("/admin/inventory/transfers?show=all");
  await expect(page.getByRole("row").filter({ hasText: number })).toContainText("Received, 2 lost");
});

test("a wrong code stops the sending, says so, and keeps what was typed", async ({ page }) => {
  const transfer = new TransferPage(page);
  await transfer.openNew();
  await transfer.scan("HF-CHISEL-25");
  await transfer.scan("NO-SUCH-SKU");
  await page.getByRole("button", { name: "Send 2 units" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "NO-SUCH-SKU" })).toBeFocused();
  await page.getByRole("button", { name: "Remove NO-SUCH-SKU" }).click();
  await transfer.send(1);
});

test("a sending is called back while nothing has arrived", async ({ page }) => {
  const transfer = new TransferPage(page);
  await transfer.openNew();
  await transfer.scan("HF-CHISEL-25");
  await transfer.send(1);
  await page.getByRole("button", { name: "Call back…" }).click();
  await page.getByRole("button", { name: "Put 1 unit back" }).click();
  await expect(page.getByText("Called back").first()).toBeVisible();
  await expect(transfer.scanner).toHaveCount(0);
});

test("what was scanned outlives a reload", async ({ page }) => {
  const transfer = new TransferPage(page);
  await transfer.openNew();
  await transfer.scan("HF-CHISEL-25");
  await transfer.send(1);
  await transfer.scan("HF-CHISEL-25");
  await page.reload();
  await transfer.receive(1);
});

test("transfers keep nobody out", async ({ page }) => {
  test.slow();
  const transfer = new TransferPage(page);
  await transfer.openNew();
  await transfer.scan("HF-CHISEL-25");
  const number = await transfer.send(1);
  for (const path of ["", "/new", `/${number}`]) {
    await page.goto(`/admin/inventory/transfers${path}`);
    await keepsNobodyOut(page, `transfers${path}`);
  }
});
