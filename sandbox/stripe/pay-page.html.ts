import { type Html, html, raw } from "../html";
import { routingNumber, testAccounts } from "./banks";
import { grouped, hintedCards } from "./cards";
import { methodsOf } from "./intent-object";
import { payStyle } from "./pay-page.style";
import type { Line, Payment } from "./payment";
import { successUrl } from "./shopper";

export type Fields = {
  number?: string;
  expiry?: string;
  cvc?: string;
  name?: string;
  /** Of a bank account. */
  routing?: string;
  account?: string;
  holder?: string;
};
export type Problems = Fields & { payment?: string };

/** "$48.20" from minor units. */
export function amountText(amount: number, currency: string): string {
  const format = new Intl.NumberFormat("en-US", { style: "currency", currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

export const lineText = (line: Line): string => `${line.quantity} × ${line.name}`;

const total = (payment: Payment): string => amountText(payment.amount, payment.currency);

function document(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${raw(payStyle)}</style>
</head>
<body>
<header class="flag"><b>Sandbox – no real money.</b> Only test cards work here; please never type a real one.</header>
${body}
</body>
</html>`.text;
}

/** The form; `problems` are shown beside their fields and `problems.payment` at the top. The CVC is never shown again. */
export function payForm(payment: Payment, fields: Fields, problems: Problems): string {
  const [first] = Object.keys(problems);
  const focus = first === "payment" ? "number" : first;
  return document(
    `${first ? "Not paid yet" : "Pay"} · ${total(payment)}`,
    html`<div class="sheet">
<section class="order" aria-labelledby="order">
${payment.cancelUrl && html`<a class="back" href="${payment.cancelUrl}"><span aria-hidden="true">←</span> Back to the shop</a>`}
<h1 id="order">${payment.intentDescription ?? "Your order"}</h1>
<p class="total">${total(payment)}</p>
<ul>${payment.lines.map((line) => orderLine(line, payment.currency))}</ul>
<p class="sum"><span>Total</span><span>${total(payment)}</span></p>
</section>
<main>
<h2>Pay by card</h2>
${problems.payment && html`<div class="alert" role="alert"><b>${problems.payment}</b><br>Nothing was charged. Try again, or use another card.</div>`}
<form method="post" action="/stripe/pay/${payment.id}" novalidate>
${payment.customerEmail && html`<p class="who"><span>E-mail</span> ${payment.customerEmail}</p>`}
${field("number", "Card number", fields, problems, 'inputmode="numeric" autocomplete="cc-number" placeholder="1234 1234 1234 1234" maxlength="23"', focus)}
<div class="pair">
${field("expiry", "Expiry", fields, problems, 'inputmode="numeric" autocomplete="cc-exp" placeholder="MM / YY" maxlength="9"', focus)}
${field("cvc", "CVC", {}, problems, 'inputmode="numeric" autocomplete="cc-csc" placeholder="123" maxlength="4"', focus)}
</div>
${field("name", "Name on card", fields, problems, 'autocomplete="cc-name" maxlength="100"', focus)}
<button>Pay ${total(payment)}</button>
<p class="small">You pay when the shop confirms your order: until then your bank only sets the amount aside.</p>
</form>
${methodsOf(payment).includes("us_bank_account") && bankForm(payment, fields, problems, focus)}
<section class="cards" aria-labelledby="cards">
<h3 id="cards">Test cards</h3>
<p class="small">Any date in the future, any three digits, any name.</p>
<ul>${hintedCards.map((card) => html`<li><code>${grouped(card.number)}</code> <span>${card.hint}</span></li>`)}</ul>
</section>
</main>
</div>`,
  );
}

/** Opens by itself when something in it is wrong. */
const bankForm = (
  payment: Payment,
  fields: Fields,
  problems: Problems,
  focus: string | undefined,
): Html => html`
<details class="bank" ${fields.account !== undefined && raw("open")}>
<summary>Pay from a US bank account instead</summary>
<form method="post" action="/stripe/pay/${payment.id}" novalidate>
${field("routing", "Routing number", fields, problems, `inputmode="numeric" autocomplete="off" placeholder="${routingNumber}" maxlength="9"`, focus)}
${field("account", "Account number", fields, problems, 'inputmode="numeric" autocomplete="off" placeholder="000123456789" maxlength="17"', focus)}
${field("holder", "Name of the account’s owner", fields, problems, 'autocomplete="name" maxlength="100"', focus)}
<button>Debit ${total(payment)} from this account</button>
<p class="small">Your bank takes some days for it. The shop holds your order until then.</p>
</form>
<p class="small">Test accounts, with routing number <code>${routingNumber}</code>:</p>
<ul>${testAccounts.map((account) => html`<li><code>${account.number}</code> <span>${account.hint}</span></li>`)}</ul>
</details>`;

const orderLine = (line: Line, currency: string): Html => html`<li>
<span>${line.name}${line.quantity > 1 && html`<small> ${line.quantity} × ${amountText(line.unitAmount, currency)}</small>`}
${line.description && html`<small class="detail">${line.description}</small>`}</span>
<span>${amountText(line.unitAmount * line.quantity, currency)}</span></li>`;

function field(
  name: keyof Fields,
  label: string,
  fields: Fields,
  problems: Problems,
  attributes: string,
  focus?: string,
): Html {
  const problem = problems[name];
  return html`<div class="field">
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" value="${fields[name] ?? ""}" required ${raw(attributes)} ${focus === name && raw("autofocus")}
${problem && html`aria-invalid="true" aria-describedby="${name}-problem"`}>
${problem && html`<p class="problem" id="${name}-problem">${problem}</p>`}
</div>`;
}

/** The bank's page of 3-D Secure. */
export const challengePage = (payment: Payment): string =>
  document(
    "Confirm that it is you",
    html`<main class="single">
<h1>Your bank wants to be sure that it is you</h1>
<p>3-D Secure for ${total(payment)} with the card ending in ${payment.intent?.card?.last4 ?? ""}. In the sandbox you decide
how it goes.</p>
<form method="post" action="/stripe/pay/${payment.id}/verify">
<button name="outcome" value="complete">Complete authentication</button>
<button class="second" name="outcome" value="fail">Fail authentication</button>
</form>
${payment.cancelUrl && html`<p><a href="${payment.cancelUrl}">Leave without answering</a></p>`}
</main>`,
  );

/** For a page that was paid or has expired. */
export function closedPage(payment: Payment): string {
  const paid = payment.status === "complete";
  const back = paid ? successUrl(payment) : payment.cancelUrl;
  const processing = payment.intent?.status === "processing";
  const title = processing
    ? "Your bank is working on it"
    : paid
      ? "This payment is complete"
      : "This payment page has expired";
  return document(
    title,
    html`<main class="single">
<h1>${title}</h1>
<p>${processing ? `It was asked for ${total(payment)} and takes some days to answer.` : paid ? `${total(payment)} is with the shop; there is nothing more to do here.` : "Nothing was charged. The shop can open a new one for you."}</p>
${back && html`<p><a href="${back}">Back to the shop</a></p>`}
</main>`,
  );
}

export const problemPage = (message: string): string =>
  document("Payment", html`<main class="single"><h1>${message}</h1></main>`);
