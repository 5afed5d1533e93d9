import { html } from "../html";
import { when } from "../parts";
import type { World } from "../vendor";
import { type Fate, fates } from "./report";
import type { EmailRow } from "./tables";

const shown = 10;
const words: Record<Fate, string> = {
  delivered: "Deliver",
  delivery_delayed: "Delay",
  bounced: "Bounce",
  complained: "Mark as spam",
};

export async function panel(world: World): Promise<string> {
  const { rows } = await world.db.query<EmailRow>(
    'select id, request, state, created_at as "createdAt" from resend_email order by seq desc limit $1',
    [shown],
  );
  if (rows.length === 0)
    return html`<p class="soft">No message yet. By default the shop sends by SMTP, to the <a href="/mail">inbox</a> below.</p>`
      .text;
  return html`<p class="soft">The newest ${shown} messages; each is in the <a href="/mail">inbox</a> too.</p>
<ul class="list">${rows.map(
    ({
      id,
      request,
      state,
      createdAt,
    }) => html`<li><strong>${request.subject}</strong> <span class="badge">${state.replaceAll("_", " ")}</span>
<div class="soft">to ${request.to.join(", ")} · ${when(createdAt, world.now())}</div>
<form class="inline" method="post" action="/control/resend/report"><input type="hidden" name="email" value="${id}">
${fates.map((fate) => html`<button class="quiet" name="fate" value="${fate}">${words[fate]}</button>`)}</form></li>`,
  )}</ul>`.text;
}
