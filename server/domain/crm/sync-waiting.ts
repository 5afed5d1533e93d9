import { sql } from "drizzle-orm";
import type { Ctx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { WithPorts } from "@/server/ports";
import type { Crm, CrmResult } from "@/server/ports/crm";
import { digestOf } from "./crm";
import { type CrmKind, type CrmRow, markForCrm, noteResult, pauseCrm, waitingForCrm } from "./crm.store";
import { contactsFor, dealsFor } from "./crm-content";

export type Synced = { sent: number; refused: number; pausedSeconds?: number };

/** Any fixed number: one process at a time speaks to the CRM, whose limit all share. */
const turn = 7_401_552_917;
const outageSeconds = 60;

/**
 * Sends what waits, contacts before the deals that hang on them, batch after batch until nothing is left, the CRM asks for
 * time or `patienceMs` are over. Returns null when another process is at it.
 */
export async function syncWaiting(ctx: WithPorts, patienceMs = 40_000): Promise<Synced | null> {
  const { crm } = ctx.ports;
  if (!crm) return { sent: 0, refused: 0 };
  const client = await ctx.db.$client.connect();
  try {
    const { rows } = await client.query("select pg_try_advisory_lock($1) as mine", [turn]);
    if (rows[0]?.mine !== true) return null;
    try {
      return await inBatches(ctx, crm, performance.now() + patienceMs);
    } finally {
      await client.query("select pg_advisory_unlock($1)", [turn]);
    }
  } finally {
    client.release();
  }
}

async function inBatches(ctx: WithPorts, crm: Crm, until: number): Promise<Synced> {
  const all: Synced = { sent: 0, refused: 0 };
  try {
    for (const kind of ["contact", "deal"] as const)
      for (;;) {
        if (performance.now() > until) return all;
        const rows = await waitingForCrm(ctx, kind, crm.batchSize);
        if (rows.length === 0) break;
        if (all.sent === 0) await crm.prepare();
        const done = await (kind === "contact" ? sendContacts(ctx, crm, rows) : sendDeals(ctx, crm, rows));
        all.sent += done.sent;
        all.refused += done.refused;
      }
    return all;
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind !== "provider_unavailable") throw error;
    const pausedSeconds = Number(error.details.retryAfterSeconds ?? outageSeconds);
    await pauseCrm(ctx, pausedSeconds);
    return { ...all, pausedSeconds };
  }
}

async function sendContacts(ctx: WithPorts, crm: Crm, rows: readonly CrmRow[]): Promise<Synced> {
  const contacts = await contactsFor(ctx, rows);
  const known = new Set(contacts.map(({ customerId }) => customerId));
  // Removed in the meantime: there is nothing to keep in step.
  await forget(
    ctx,
    "contact",
    rows.filter(({ ourId }) => !known.has(ourId)),
  );
  return send(
    ctx,
    rows,
    contacts,
    (one) => one.customerId,
    (fresh) => crm.upsertContacts(fresh),
  );
}

async function sendDeals(ctx: WithPorts, crm: Crm, rows: readonly CrmRow[]): Promise<Synced> {
  const { deals, contactsMissing } = await dealsFor(ctx, rows);
  await markForCrm(ctx, "contact", ...contactsMissing);
  const ready = new Set(deals.map(({ orderId }) => orderId));
  const early: CrmResult = { ok: false, message: "The CRM does not know this customer yet." };
  for (const row of rows) if (!ready.has(row.ourId)) await noteResult(ctx, row, early, "");
  return send(
    ctx,
    rows,
    deals,
    (one) => one.orderId,
    (fresh) => crm.upsertDeals(fresh),
  );
}

async function send<Content extends object>(
  ctx: Ctx,
  rows: readonly CrmRow[],
  contents: readonly Content[],
  idOf: (content: Content) => string,
  upsert: (fresh: readonly Content[]) => Promise<CrmResult[]>,
): Promise<Synced> {
  const rowOf = new Map(rows.map((row) => [row.ourId, row]));
  const items = contents.flatMap((content) => {
    const row = rowOf.get(idOf(content));
    return row ? [{ content, row, digest: digestOf(content) }] : [];
  });
  const told = items.filter(({ row, digest }) => row.crmId !== null && row.digest === digest);
  for (const { row, digest } of told)
    await noteResult(ctx, row, { ok: true, crmId: row.crmId ?? "" }, digest);
  const fresh = items.filter((item) => !told.includes(item));
  if (fresh.length === 0) return { sent: 0, refused: 0 };
  const results = await upsert(fresh.map(({ content }) => content));
  let refused = 0;
  for (const [i, { row, digest }] of fresh.entries()) {
    const result = results[i] ?? { ok: false, message: "The CRM did not say what became of it." };
    if (!result.ok) refused += 1;
    await noteResult(ctx, row, result, digest);
  }
  return { sent: fresh.length - refused, refused };
}

async function forget({ db }: Ctx, kind: CrmKind, rows: readonly CrmRow[]): Promise<void> {
  for (const { ourId } of rows)
    await db.execute(sql`delete from crm_record where kind = ${kind}::crm_kind and our_id = ${ourId}::uuid`);
}
