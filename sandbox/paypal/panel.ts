import { type Html, html } from "../html";
import type { World } from "../vendor";
import { amountWords } from "./amounts";
import { approvalUrl } from "./objects";
import type { Order } from "./order";
import { isGone } from "./passing-time";
import { isOpen } from "./paying";
import { stateOf } from "./shopper";

const shown = 20;

/** The vendor's part of the sandbox's page: the latest orders, and buttons for the shopper's and the bank's part. */
export async function panel(world: World): Promise<string> {
  const { rows } = await world.db.query<{ doc: Order }>(
    "select doc from paypal_orders order by seq desc limit $1",
    [shown],
  );
  if (rows.length === 0) return html`<p class="soft">No shopper has chosen PayPal yet.</p>`.text;
  return html`<div class="scroll"><table>
<caption>The latest ${rows.length} orders</caption>
<thead><tr><th scope="col">Order</th><th scope="col">Amount</th><th scope="col">State</th><th scope="col">Play the world</th></tr></thead>
<tbody>${rows.map(({ doc }) => row(world, doc))}</tbody>
</table></div>`.text;
}

const tone: Record<string, string> = {
  authorized: "good",
  captured: "good",
  pending: "warn",
  declined: "bad",
  denied: "bad",
};

function row(world: World, order: Order): Html {
  const gone = isGone(order, world.now());
  const state = gone ? "gone" : stateOf(order);
  const open = !gone && isOpen(order);
  const [dispute] = order.disputes.filter((one) => one.status !== "RESOLVED");
  return html`<tr>
<td>${order.unit.description ?? "Order"}<br><small><code>${order.id}</code>${order.capture && html` <code>${order.capture.id}</code>`}</small></td>
<td>${amountWords(order.amount, order.currency)}</td>
<td><span class="badge ${tone[state] ?? "soft"}">${state}</span>${order.declined && html`<br><small>${order.declined}</small>`}
${order.disputes.map((one) => html`<br><small>Dispute ${one.status.toLowerCase().replaceAll("_", " ")}</small>`)}</td>
<td><div class="actions">
${open && [html`<a href="${approvalUrl(order, world.baseUrl)}">Open page</a>`, button("approve", "Approve", order), button("decline", "Decline", order)]}
${state === "pending" && [button("complete", "Clear", order), button("deny", "Bounce", order)]}
${state === "captured" && !dispute && button("dispute", "Dispute", order)}
${
  dispute && [
    dispute.status !== "UNDER_REVIEW" && move("under_review", "Review", dispute.id),
    move("won", "We win", dispute.id),
    move("lost", "Buyer wins", dispute.id),
  ]
}
${!open && !gone && button("resend", "Resend last webhook", order)}
</div></td></tr>`;
}

const button = (action: string, label: string, order: Order): Html =>
  html`<form class="inline" method="post" action="/control/paypal/${action}"><input type="hidden" name="order" value="${order.id}">
<button class="quiet" aria-label="${label}: ${order.unit.description ?? order.id}">${label}</button></form>`;

const move = (to: string, label: string, dispute: string): Html =>
  html`<form class="inline" method="post" action="/control/paypal/dispute/move"><input type="hidden" name="dispute" value="${dispute}">
<input type="hidden" name="to" value="${to}"><button class="quiet" aria-label="${label}: ${dispute}">${label}</button></form>`;
