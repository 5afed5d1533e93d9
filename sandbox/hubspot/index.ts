import { Hono } from "hono";
import { z } from "zod";
import { html } from "../html";
import type { Vendor, World } from "../vendor";
import { objectTypes } from "./objects";
import { routes } from "./routes";
import { tables } from "./tables";

/** A stand-in for HubSpot's CRM: properties, a pipeline, contacts, deals and what belongs together. */
export const hubspot: Vendor = { name: "hubspot", tables, routes, controls, panel };

type Shown = { id: string; properties: Record<string, string>; contact: string | null };

const latest = (world: World, type: string, limit: number) =>
  world.db.query<Shown>(
    `select o.id, o.properties, (select contact from hubspot_association where deal = o.id limit 1) as contact
       from hubspot_object o where o.type = $1 order by o.updated desc, o.id desc limit $2`,
    [type, limit],
  );

/**
 *     GET  objects?type=contacts | deals   what HubSpot holds, the newest change first
 *     PUT  limit { calls }                 how many calls it takes in ten seconds; 0 none at all, absent as usual
 */
function controls(world: World): Hono {
  const app = new Hono();
  app.get("/objects", async (c) => {
    const type = objectTypes.find((known) => known === c.req.query("type"));
    if (!type) return c.json({ error: "`type` must be contacts or deals." }, 400);
    return c.json((await latest(world, type, 5000)).rows);
  });
  app.put("/limit", async (c) => {
    const given = z.object({ calls: z.number().int().min(0).optional() }).safeParse(await c.req.json());
    if (!given.success) return c.json({ error: z.prettifyError(given.error) }, 400);
    await world.db.query("delete from hubspot_limit");
    await world.db.query("delete from hubspot_call");
    const { calls } = given.data;
    if (calls !== undefined)
      await world.db.query("insert into hubspot_limit (id, calls) values (1, $1)", [calls]);
    return c.json({ calls: calls ?? null });
  });
  return app;
}

async function panel(world: World) {
  const [contacts, deals] = await Promise.all([latest(world, "contacts", 10), latest(world, "deals", 10)]);
  if (contacts.rows.length + deals.rows.length === 0)
    return html`<p class="soft">The shop has told HubSpot of nobody yet.</p>`;
  return html`<div class="scroll"><table>
<caption>The latest contacts</caption>
<thead><tr><th scope="col">Contact</th><th scope="col">Orders</th><th scope="col">Value</th></tr></thead>
<tbody>${contacts.rows.map(
    ({ properties: p }) => html`<tr><td>${p.firstname} ${p.lastname}<br><small>${p.email}</small></td>
<td>${p.holdfast_orders}</td><td>${p.holdfast_lifetime_value} ${p.holdfast_currency}</td></tr>`,
  )}</tbody></table></div>
<div class="scroll"><table>
<caption>The latest deals</caption>
<thead><tr><th scope="col">Deal</th><th scope="col">Amount</th><th scope="col">Stage</th></tr></thead>
<tbody>${deals.rows.map(
    ({ properties: p }) => html`<tr><td>${p.dealname}</td><td>${p.amount} ${p.deal_currency_code}</td>
<td><span class="badge soft">${stageWords[p.dealstage ?? ""] ?? p.dealstage}</span></td></tr>`,
  )}</tbody></table></div>`;
}

/** By the order in which the shop makes them. */
const stageWords: Record<string, string> = {
  "1000": "Placed",
  "1001": "Paid",
  "1002": "Shipped",
  "1003": "Delivered",
  "1004": "Cancelled",
};
