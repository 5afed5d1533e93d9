import { type Context, Hono } from "hono";
import type { World } from "../vendor";
import { routingNumber } from "./banks";
import { StripeApiError } from "./errors";
import { methodsOf } from "./intent-object";
import { challengePage, closedPage, type Fields, type Problems, payForm, problemPage } from "./pay-page.html";
import type { Payment } from "./payment";
import { authenticate, pay, payByBank, successUrl, testAccount, testCard } from "./shopper";
import { mustRead } from "./store";

/** The hosted payment page: plain forms, no JavaScript needed. Outside the authenticated API, as it is for shoppers. */
export function payPage(world: World): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header(
      "content-security-policy",
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    );
    c.header("cache-control", "no-store");
    c.header("referrer-policy", "no-referrer");
  });
  app.onError((error, c) => {
    if (error instanceof StripeApiError) return c.html(problemPage("There is no such payment page."), 404);
    console.error("stripe:", error);
    return c.html(problemPage("Something went wrong on our side. Please load the page again."), 500);
  });

  app.get("/:session", async (c) => {
    const payment = await mustRead(world, c.req.param("session"));
    if (payment.status !== "open") return c.html(closedPage(payment));
    return c.html(payForm(payment, {}, {}));
  });

  app.post("/:session", async (c) => {
    const id = c.req.param("session");
    const fields = readFields(await c.req.parseBody());
    if (fields.account !== undefined) return debit(c, id, fields);
    const { card, expiry, problems } = check(fields, world.now());
    if (!card || !expiry) {
      const payment = await mustRead(world, id);
      return payment.status === "open"
        ? c.html(payForm(payment, fields, problems), 422)
        : next(c, payment, fields);
    }
    return next(
      c,
      await pay(world, id, card, { number: card.number, ...expiry, name: fields.name ?? null }),
      fields,
    );
  });

  const debit = async (c: Context, id: string, fields: Fields): Promise<Response> => {
    const { account, problems } = checkAccount(fields);
    const payment = await mustRead(world, id);
    if (account && methodsOf(payment).includes("us_bank_account"))
      return next(c, await payByBank(world, id, account, fields.holder ?? null), fields);
    return payment.status === "open"
      ? c.html(payForm(payment, fields, problems), 422)
      : next(c, payment, fields);
  };

  app.get("/:session/verify", async (c) => {
    const payment = await mustRead(world, c.req.param("session"));
    if (payment.intent?.status !== "requires_action") return next(c, payment, {});
    return c.html(challengePage(payment));
  });

  app.post("/:session/verify", async (c) => {
    const { outcome } = await c.req.parseBody();
    const id = c.req.param("session");
    const before = await mustRead(world, id);
    // The form was sent twice, or the shopper tried another card in between.
    if (before.intent?.status !== "requires_action") return next(c, before, {});
    return next(c, await authenticate(world, id, outcome === "complete"), {});
  });
  return app;
}

/** Shows the shopper what comes next: back to the shop, the bank's question, or the form again with the reason. */
function next(c: Context, payment: Payment, fields: Fields): Response | Promise<Response> {
  if (payment.status === "complete") return c.redirect(successUrl(payment), 303);
  if (payment.status === "expired") return c.html(closedPage(payment));
  if (payment.intent?.status === "requires_action")
    return c.redirect(`/stripe/pay/${payment.id}/verify`, 303);
  const message = payment.intent?.lastError?.message;
  return c.html(
    payForm(payment, fields, message === undefined ? {} : { payment: message }),
    message === undefined ? 200 : 402,
  );
}

const readFields = (body: Record<string, unknown>): Fields => ({
  number: text(body.number),
  expiry: text(body.expiry),
  cvc: text(body.cvc),
  name: text(body.name),
  ...("account" in body
    ? { routing: text(body.routing), account: text(body.account), holder: text(body.holder) }
    : {}),
});
const text = (value: unknown): string => (typeof value === "string" ? value.trim().slice(0, 100) : "");

function check(fields: Fields, now: Date) {
  const problems: Problems = {};
  const card = attemptCard(fields.number ?? "");
  if (!card) problems.number = "This is a sandbox: use one of the test cards below.";
  const expiry = readExpiry(fields.expiry ?? "", now);
  if (!expiry) problems.expiry = "Enter a month and year in the future, such as 12 / 34.";
  if (!/^\d{3,4}$/.test(fields.cvc ?? "")) problems.cvc = "Enter the 3 digits on the back.";
  if (!fields.name) problems.name = "Enter the name on the card.";
  const fine = Object.keys(problems).length === 0;
  return { card: fine ? card : undefined, expiry: fine ? expiry : undefined, problems };
}

function checkAccount(fields: Fields) {
  const problems: Problems = {};
  const account = knownAccount(fields.account ?? "");
  if (fields.routing !== routingNumber)
    problems.routing = `This is a sandbox: the routing number is ${routingNumber}.`;
  if (!account) problems.account = "This is a sandbox: use one of the test accounts below.";
  if (!fields.holder) problems.holder = "Enter the name of the account’s owner.";
  return { account: Object.keys(problems).length === 0 ? account : undefined, problems };
}

function knownAccount(number: string) {
  try {
    return testAccount(number);
  } catch {
    return undefined;
  }
}

function attemptCard(number: string) {
  try {
    return testCard(number);
  } catch {
    return undefined;
  }
}

function readExpiry(typed: string, now: Date): { expMonth: number; expYear: number } | undefined {
  const match = /^(\d{1,2})\s*[/-]?\s*(?:20)?(\d{2})$/.exec(typed);
  const expMonth = Number(match?.[1]);
  const expYear = 2000 + Number(match?.[2]);
  if (!match || expMonth < 1 || expMonth > 12) return undefined;
  return Date.UTC(expYear, expMonth) > now.getTime() ? { expMonth, expYear } : undefined;
}
