import { Hono } from "hono";
import type { AppLink } from "./app-link";
import type { Clock } from "./clock";
import type { FaultBoard } from "./faults";
import { Html, html, page, raw } from "./html";
import { runTable } from "./inngest/pages";
import { countRuns, listRuns } from "./inngest/runs";
import { badge, describe, faultForm, navigation, when } from "./parts";
import type { Entry, RequestLog } from "./request-log";
import type { Vendor, World } from "./vendor";

export type PagesOptions = {
  world: World;
  vendors: readonly Vendor[];
  clock: Clock;
  faults: FaultBoard;
  requests: RequestLog;
  app: AppLink;
};

/** The sandbox's own pages: all vendors at a glance, what they were asked, what they sent. */
export function pages({ world, vendors, clock, faults, requests, app }: PagesOptions): Hono {
  const routes = new Hono();
  const { db, now } = world;

  routes.get("/", async (c) => {
    const [counts, runs, entries, panels, mails] = await Promise.all([
      countRuns(db, now()),
      listRuns(db, { limit: 10 }),
      requests.list(undefined, 20),
      Promise.all(vendors.map((vendor) => panelOf(vendor, world))),
      db.query<{ count: number }>("select count(*)::int as count from mail"),
    ]);
    const faulty = [...vendors.map((vendor) => vendor.name), "mail", "inngest"].filter((name) =>
      describe(faults.of(name)),
    );
    return c.html(
      page(
        "Sandbox · Holdfast",
        html`<h1>Sandbox</h1>
<p class="soft">Stands in for the outside world of <a href="${world.webUrl}">${world.webUrl}</a>.
${app.inStep ? html`<span class="good">The shop is connected.</span>` : html`<span class="warn">Waiting for the shop to answer.</span>`}</p>
${navigation("/")}
${
  faulty.length > 0
    ? html`<section><form method="post" action="/control/calm" class="inline"><span class="warn">Faults are on: ${faulty.join(", ")}.</span>
<button>Calm everything</button></form></section>`
    : ""
}
${vendors.map(
  (vendor, i) => html`<section id="${vendor.name}"><h2>${title(vendor.name)}</h2>${panels[i]}
${faultForm(vendor.name, faults.of(vendor.name), vendor.signWebhook !== undefined)}</section>`,
)}
<section id="mail"><h2>Mail</h2><p><a href="/mail">${mails.rows[0]?.count ?? 0} messages</a> have come.</p>
${faultForm("mail", faults.of("mail"), false)}</section>
<section id="inngest"><h2>Events and runs</h2>
<p>${counts.functions} ${counts.functions === 1 ? "function" : "functions"} registered · <a href="/runs?status=running">${counts.running} running</a>,
${counts.waiting} due · <a href="/runs?status=failed">${counts.failed} failed</a> · ${counts.completed} completed</p>
${runTable(runs, now())}
${faultForm("inngest", faults.of("inngest"), false)}</section>
${clockSection(clock)}
<section><h2>Recent requests</h2>${logTable(entries, now())}<p><a href="/log">All requests</a></p></section>`,
      ),
    );
  });

  routes.get("/log", async (c) => {
    const vendor = c.req.query("vendor") || undefined;
    const entries = await requests.list(vendor, 300);
    const names = ["", ...vendors.map((one) => one.name), "mail", "inngest"];
    return c.html(
      page(
        "Log · Sandbox",
        html`<h1>Log</h1>${navigation("/log")}
<section><form method="get" class="inline"><label>Vendor <select name="vendor">${names.map(
          (name) =>
            html`<option value="${name}" ${name === (vendor ?? "") ? "selected" : ""}>${name || "all"}</option>`,
        )}</select></label><button>Filter</button></form></section>
<section>${logTable(entries, now())}</section>`,
      ),
    );
  });

  routes.get("/webhooks", async (c) => {
    const { rows } = await db.query<WebhookRow>(
      `select vendor, event_id as "eventId", path, state, attempts, next_at as "nextAt", last_answer as "lastAnswer",
         created_at as "createdAt" from webhook order by id desc limit 200`,
    );
    return c.html(
      page(
        "Webhooks · Sandbox",
        html`<h1>Webhooks</h1>${navigation("/webhooks")}<section>${webhookTable(rows, now())}</section>`,
      ),
    );
  });

  return routes;
}

type WebhookRow = {
  vendor: string;
  eventId: string;
  path: string;
  state: string;
  attempts: number;
  nextAt: Date;
  lastAnswer: string | null;
  createdAt: Date;
};

/** One vendor's trouble must not hide the others. */
async function panelOf(vendor: Vendor, world: World): Promise<Html> {
  try {
    const panel = await vendor.panel(world);
    return panel instanceof Html ? panel : raw(panel);
  } catch (error) {
    return html`<p class="bad">This panel could not be shown: ${error instanceof Error ? error.message : String(error)}</p>`;
  }
}

const names: Record<string, string> = {
  stripe: "Stripe",
  paypal: "PayPal",
  ups: "UPS",
  fedex: "FedEx",
  hubspot: "HubSpot",
};
const title = (name: string) => names[name] ?? name;

function clockSection(clock: Clock): Html | "" {
  if (!clock.movable) return "";
  return html`<section id="clock"><h2>Clock</h2><p>It is ${clock.now().toUTCString()} here and in the shop, ${clock.offsetSeconds} s ahead of real time.</p>
<form method="post" action="/control/clock" class="inline"><label>Move on by (seconds)
<input type="number" name="advanceSeconds" min="1" step="any" value="3600"></label><button>Move on</button></form></section>`;
}

function logTable(entries: readonly Entry[], now: Date): Html {
  if (entries.length === 0) return html`<p class="soft">Nothing has been asked yet.</p>`;
  return html`<div class="scroll"><table><thead><tr><th>When</th><th>Vendor</th><th>Request</th><th>Answer</th><th>Idempotency key</th></tr></thead>
<tbody>${entries.map(
    (
      entry,
    ) => html`<tr><td>${when(entry.at, now)}</td><td>${entry.vendor}</td><td><code>${entry.method} ${entry.path}</code></td>
<td>${
      entry.status === null
        ? html`<span class="warn">none</span>`
        : html`<span class="${entry.status >= 400 ? "bad" : "good"}">${entry.status}</span>`
    } <small>${entry.ms} ms</small></td><td><code>${entry.idempotencyKey}</code></td></tr>`,
  )}</tbody></table></div>`;
}

function webhookTable(rows: readonly WebhookRow[], now: Date): Html {
  if (rows.length === 0) return html`<p class="soft">No vendor has sent anything yet.</p>`;
  return html`<div class="scroll"><table><thead><tr><th>When</th><th>Vendor</th><th>Event</th><th>To</th><th>State</th><th>Note</th></tr></thead>
<tbody>${rows.map(
    (
      row,
    ) => html`<tr><td>${when(row.createdAt, now)}</td><td>${row.vendor}</td><td><code>${row.eventId}</code></td><td><code>${row.path}</code></td>
<td>${badge(row.state)}</td><td class="soft">${row.attempts > 0 && html`${row.attempts} tried, last answer ${row.lastAnswer}`}${
      row.state === "queued" && html` · next ${when(row.nextAt, now)}`
    }</td></tr>`,
  )}</tbody></table></div>`;
}
