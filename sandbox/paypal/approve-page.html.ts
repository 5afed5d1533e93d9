import { type Html, html, raw } from "../html";
import { amountWords, units } from "./amounts";
import { approveStyle } from "./approve-page.style";
import { fundings } from "./funding";
import type { Money, Order } from "./order";
import { cancelUrl, returnUrl } from "./shopper";

const total = (order: Order): string => amountWords(order.amount, order.currency);
const words = (amount: Money): string => amountWords(units(amount, ""), amount.currency_code);

function document(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${raw(approveStyle)}</style>
</head>
<body>
<header class="flag"><b>Sandbox – no real money.</b> This page stands in for PayPal’s.</header>
<main>${body}</main>
</body>
</html>`.text;
}

/** Where the shopper agrees. A refusal of the try before is told at the top. */
export function approvePage(order: Order): string {
  const back = cancelUrl(order);
  return document(
    `Pay ${total(order)} · PayPal sandbox`,
    html`<h1>Pay with PayPal</h1>
<p class="who">${order.unit.description ?? order.brand ?? "Your order"}</p>
${order.declined && html`<div class="alert" role="alert"><b>That way to pay was declined.</b><br>Nothing was charged. Choose another one.</div>`}
<section class="card" aria-label="Your order">${contents(order)}</section>
<form method="post" action="/paypal/checkoutnow/${order.id}">
<section class="card">
<fieldset>
<legend>Pay from</legend>
${fundings.map(
  (
    { id, label, hint },
    i,
  ) => html`<label class="way"><input type="radio" name="funding" value="${id}" ${i === 0 && raw("checked")}>
<span>${label} <small>${hint}</small></span></label>`,
)}
</fieldset>
</section>
<button>Agree and pay ${total(order)}</button>
</form>
${back && html`<a class="back" href="${back}">Cancel and return to the shop</a>`}
<p class="small">You pay when the shop takes the payment: until then nothing leaves your account.</p>`,
  );
}

function contents(order: Order): Html {
  const { items = [], amount } = order.unit;
  const parts = amount.breakdown ?? {};
  const extra = (label: string, part: Money | undefined, sign = "") =>
    part && units(part, "") > 0 && html`<li><span>${label}</span><span>${sign}${words(part)}</span></li>`;
  if (items.length === 0) return html`<p class="sum"><span>Total</span><span>${total(order)}</span></p>`;
  return html`<details><summary><span>Total</span><span>${total(order)}</span></summary>
<ul class="lines">
${items.map((item) => html`<li><span>${Number(item.quantity) > 1 && `${item.quantity} × `}${item.name}</span><span>${amountWords(units(item.unit_amount, "") * Number(item.quantity), order.currency)}</span></li>`)}
${extra("Discount", parts.discount, "−")}
${extra("Shipping", parts.shipping)}
${extra("Tax", parts.tax_total)}
</ul></details>`;
}

/** For an order that needs nothing more from the shopper. */
export function donePage(order: Order): string {
  const voided = order.status === "VOIDED";
  const title = voided ? "This payment has lapsed" : "You have agreed to this payment";
  return document(
    title,
    html`<h1>${title}</h1>
<p class="who">${voided ? "Nothing was charged. The shop can open a new one for you." : `${total(order)} is with the shop; there is nothing more to do here.`}</p>
<p><a href="${voided ? (cancelUrl(order) ?? order.returnUrl) : returnUrl(order)}">Back to the shop</a></p>`,
  );
}

export const problemPage = (message: string): string => document("PayPal sandbox", html`<h1>${message}</h1>`);
