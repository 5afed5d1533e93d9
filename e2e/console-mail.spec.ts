import { expect, test } from "@playwright/test";
import { placeOrder } from "./orders";
import { keepsNobodyOut } from "./pages/keeps-nobody-out";
import { MailPage } from "./pages/mail.page";
import { signInAs } from "./pages/warehouse.page";
import { stack } from "./stack";

test("an administrator looks at a mail by day and by night, and sends it to themselves", async ({ page }) => {
  await signInAs(page, "admin");
  const mail = new MailPage(page);
  await mail.openPreview("Order shipped");
  await expect(mail.frame().getByRole("heading", { level: 1 })).toBeVisible();
  await page.getByRole("link", { name: "Dark" }).click();
  await expect(page.locator("iframe")).toHaveAttribute("src", /scheme=dark/);
  await page.getByRole("button", { name: "Send me a test" }).click();
  await expect(page.getByText("Sent to admin@holdfast.test.")).toBeVisible();
  await keepsNobodyOut(page, "a mail's preview");
});

test("a mail that comes back shows up, and is sent again to the right address", async ({ page }) => {
  test.slow();
  const [wrong, right] = ["bounce.test", "example.com"].map(
    (at) => `typo-${crypto.randomUUID().slice(0, 8)}@${at}`,
  );
  const { number } = await placeOrder(page.request, undefined, wrong);
  await signInAs(page, "manager");
  const mail = new MailPage(page);
  await expect(async () => {
    await mail.openSent();
    await mail.narrowTo(wrong ?? "");
    await expect(page.getByRole("table").getByText("Not delivered")).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await keepsNobodyOut(page, "the log of mails");
  await mail
    .rows()
    .getByRole("link", { name: `Order ${number}` })
    .first()
    .click();
  await expect(page.getByText("550 5.1.1")).toBeVisible();
  await mail.sendAgainTo().fill("not an address");
  await mail.sendAgain().click();
  await expect(page.getByText("That e-mail address is not complete.")).toBeVisible();
  await mail.sendAgainTo().fill(right ?? "");
  await mail.sendAgain().click();
  await expect(page.getByText(`To ${right}`)).toBeVisible();
  await keepsNobodyOut(page, "a mail that was sent");
  await expect(async () => {
    const answer = await page.request.get(`${stack().sandbox}/control/mail?to=${right}`);
    expect(await answer.json()).toHaveLength(1);
  }).toPass({ timeout: 30_000 });
});

test("the reader of a mail stops such mails by its link, without scripts", async ({ page, browser }) => {
  await signInAs(page, "admin");
  const mail = new MailPage(page);
  await mail.openPreview("Back in stock");
  await page.getByRole("button", { name: "Send me a test" }).click();
  await expect(page.getByText("Sent to admin@holdfast.test.")).toBeVisible();
  const answer = await page.request.get(`${stack().sandbox}/control/mail?to=admin@holdfast.test`);
  const mails = (await answer.json()) as { subject: string; links: string[] }[];
  const link = mails
    .findLast(({ subject }) => subject.endsWith("is back"))
    ?.links.find((one) => one.includes("mail-choices"));

  const reader = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await reader.goto(link ?? "");
  await expect(reader.getByText("admin@holdfast.test")).toBeVisible();
  await reader.getByLabel("Back in stock").uncheck();
  await reader.getByRole("button", { name: "Save" }).click();
  await expect(reader.getByText("Saved. It holds from now on.")).toBeVisible();
  await expect(reader.getByLabel("Back in stock")).not.toBeChecked();
  await reader.getByLabel("Back in stock").check();
  await reader.getByRole("button", { name: "Save" }).click();
  await expect(reader.getByLabel("Back in stock")).toBeChecked();
  await reader.goto((link ?? "").replace(/key=./, "key=_"));
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("This link is not whole");
  await reader.context().close();
});
