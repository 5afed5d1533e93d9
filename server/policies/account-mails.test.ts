import { afterAll, beforeAll, expect, test } from "vitest";
import { readLinkToken } from "@/server/auth/link-keys";
import { askForReset } from "@/server/domain/account/ask-for-reset";
import { register } from "@/server/domain/account/register";
import { resetPassword } from "@/server/domain/account/reset-password";
import { goodPassword } from "@/server/domain/account/testing";
import { verifyEmail } from "@/server/domain/account/verify-email";
import { eventually, type TestApp, testApp } from "@/server/testing";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ policies: true });
});
afterAll(() => shop.drop());

const email = "mailed@example.com";
type Inbox = { subject: string; text: string; html: string }[];
const mailCalled = (subject: string) =>
  eventually(async () => {
    const mails = await shop.control<Inbox>("GET", `/control/mail?to=${encodeURIComponent(email)}`);
    const found = mails.find((mail) => mail.subject === subject);
    if (!found) throw new Error(`There is no mail "${subject}" yet.`);
    return found;
  }, 40_000);
/** The link of a mail's plain part, as its reader follows it. */
const linkIn = ({ text }: { text: string }, page: string) => {
  const url = new URL(new RegExp(`\\S+${page}\\?\\S+`).exec(text)?.[0] ?? "");
  const id = readLinkToken(url.searchParams.get("link"), shop.app.env.AUTH_SECRET);
  if (!id) throw new Error("The link is not one of ours.");
  return id;
};

test("the mails of an account carry links that work, and no table holds their keys", async () => {
  await register(shop.ctx(), { email, name: "Mia Mailed", password: goodPassword });
  const verify = linkIn(await mailCalled("Confirm your e-mail address"), "/verify-email");
  await verifyEmail(shop.ctx(), { linkId: verify, password: goodPassword, acceptsMarketing: false });

  await askForReset(shop.ctx(), email);
  const mail = await mailCalled("Choose a new password");
  const key = /link=([^\s]+)/.exec(mail.text)?.[1]?.split(".")[1] ?? "";
  expect(key.length).toBeGreaterThan(30);
  const kept = await shop.rows(
    "select 1 from notification n where position($1 in n::text) > 0 union all select 1 from event e where position($1 in e::text) > 0",
    [key],
  );
  expect(kept).toEqual([]);
  await resetPassword(shop.ctx(), linkIn(mail, "/reset-password"), "seven pears on a windowsill");
  expect((await mailCalled("Your password was changed")).text).toContain("/forgot-password");
}, 90_000);
