import { type Html, html } from "../html";
import type { World } from "../vendor";
import { methodsOf } from "./intent-object";
import { amountText, lineText } from "./pay-page.html";
import type { Payment } from "./payment";
import { openDisputeOf, stateOf } from "./shopper";

const shown = 20;
const summed = 1_000;

/** The vendor's part of the sandbox's page: the latest payments, what is held, and buttons for the shopper's part. */
export async function panel(world: World): Promise<string> {
  const [recent, totals] = await Promise.all([
    world.db.query<{ doc: Payment }>("select doc from stripe_payments order by seq desc limit $1", [shown]),
    world.db.query<{ currency: string; payments: string; held: string; captured: string; refunded: string }>(
      `select doc ->> 'currency' as currency, count(*) as payments,
              coalesce(sum((doc #>> '{intent,capturable}')::bigint), 0) as held,
              coalesce(sum((doc #>> '{intent,received}')::bigint), 0) as captured,
              coalesce(sum((select sum((one ->> 'amount')::bigint) from jsonb_array_elements(doc -> 'refunds') one
                            where one ->> 'status' <> 'failed')), 0) as refunded
       from (select doc from stripe_payments order by seq desc limit $1) latest group by 1 order by 1`,
      [summed],
    ),
  ]);
  if (recent.rows.length === 0)
    return html`<p class="soft">No shopper has come to the payment page yet.</p>`.text;
  return html`
<p>${totals.rows.map(
    (row) => html`Held <b>${amountText(Number(row.held), row.currency)}</b>, captured
<b>${amountText(Number(row.captured), row.currency)}</b>, given back <b>${amountText(Number(row.refunded), row.currency)}</b>
<span class="soft">(latest ${row.payments} payments in ${row.currency.toUpperCase()})</span><br>`,
  )}</p>
<div class="scroll"><table>
<caption>The latest ${recent.rows.length} Checkout Sessions</caption>
<thead><tr><th scope="col">Payment</th><th scope="col">Amount</th><th scope="col">State</th><th scope="col">Play the shopper</th></tr></thead>
<tbody>${recent.rows.map(({ doc }) => row(world, doc))}</tbody>
</table></div>`.text;
}

const tone: Record<string, string> = {
  authorized: "good",
  captured: "good",
  declined: "bad",
  requires_action: "warn",
  processing: "warn",
  disputed: "bad",
};

function row(world: World, payment: Payment): Html {
  const state = stateOf(payment);
  const open = payment.status === "open";
  return html`<tr>
<td>${payment.intentDescription ?? payment.lines.map(lineText).join(", ")}<br>
<small><code>${payment.id.slice(0, 16)}…${payment.id.slice(-6)}</code>${payment.intent && html` <code>${payment.intentId}</code>`}</small></td>
<td>${amountText(payment.amount, payment.currency)}</td>
<td><span class="badge ${tone[state] ?? "soft"}">${state.replace("_", " ")}</span>
${payment.disputes?.map((one) => html`<br><small>Dispute <code>${one.id}</code>: ${one.reason.replaceAll("_", " ")}, ${one.status.replaceAll("_", " ")}</small>`)}
${payment.intent?.lastError && html`<br><small>${payment.intent.lastError.message}</small>`}</td>
<td><div class="actions">
${open && html`<a href="${world.baseUrl}/stripe/pay/${payment.id}">Open page</a>`}
${open && state !== "requires_action" && [button("pay", "Pay", payment), button("pay", "Decline", payment, { card: "4000000000000002" })]}
${
  state === "requires_action" && [
    button("authenticate", "Complete 3-D Secure", payment),
    button("authenticate", "Fail 3-D Secure", payment, { outcome: "fail" }),
  ]
}
${open && state !== "requires_action" && methodsOf(payment).includes("us_bank_account") && button("pay", "Pay by bank", payment, { account: "000123456789" })}
${
  state === "processing" && [
    button("debit", "The bank pays", payment),
    button("debit", "The bank refuses", payment, { outcome: "refuses" }),
  ]
}
${state === "captured" && button("dispute", "Dispute", payment)}
${
  openDisputeOf(payment) && [
    openDisputeOf(payment)?.status === "needs_response" &&
      button("dispute-moves", "Evidence handed in", payment, { to: "under_review" }),
    button("dispute-moves", "Shop wins", payment, { to: "won" }),
    button("dispute-moves", "Shop loses", payment, { to: "lost" }),
  ]
}
${open && button("expire", "Expire", payment)}
${(!open || state === "declined") && button("resend", "Resend last webhook", payment)}
</div></td></tr>`;
}

const button = (action: string, label: string, payment: Payment, more: Record<string, string> = {}): Html =>
  html`<form class="inline" method="post" action="/control/stripe/${action}"><input type="hidden" name="session" value="${payment.id}">
${Object.entries(more).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button class="quiet" aria-label="${label}: ${payment.intentDescription ?? payment.id}">${label}</button></form>`;
