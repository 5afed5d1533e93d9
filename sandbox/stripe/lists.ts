import type { z } from "zod";
import type { World } from "../vendor";
import { linesOf } from "./books";
import { chargeObject, refundObject } from "./charge-object";
import { disputeObject } from "./dispute-object";
import { StripeApiError } from "./errors";
import { intentObject } from "./intent-object";
import type { params } from "./params";
import { intentIdOf, type Payment } from "./payment";
import { sessionObject } from "./session-object";
import { mustRead, read } from "./store";

type Query = z.output<typeof params.list>;

const list = (url: string, data: unknown[], limit: number) => ({
  object: "list",
  url,
  has_more: data.length > limit,
  data: data.slice(0, limit),
});

/** Newest first; one row more than asked for tells whether there are more. */
async function newest(world: World, query: Query, cursor: Payment | undefined): Promise<Payment[]> {
  const { rows } = await world.db.query<{ doc: Payment }>(
    `select doc from stripe_payments where $2::text is null or seq < (select seq from stripe_payments where id = $2)
     order by seq desc limit $1`,
    [query.limit + 1, cursor?.id ?? null],
  );
  return rows.map((row) => row.doc);
}

const byIntent = async (world: World, id: string): Promise<Payment> => {
  const payment = await read(world, "intent_id", id);
  if (!payment?.intent) throw StripeApiError.missing("payment_intent", id, "payment_intent");
  return payment;
};

export async function listSessions(world: World, query: Query) {
  const cursor = query.starting_after === undefined ? undefined : await mustRead(world, query.starting_after);
  const found =
    query.payment_intent === undefined
      ? await newest(world, query, cursor)
      : [await byIntent(world, query.payment_intent)];
  return list(
    "/v1/checkout/sessions",
    found.map((one) => sessionObject(one, world.baseUrl)),
    query.limit,
  );
}

export async function listIntents(world: World, query: Query) {
  const cursor = query.starting_after === undefined ? undefined : await byIntent(world, query.starting_after);
  const found = await newest(world, query, cursor);
  return list(
    "/v1/payment_intents",
    found.filter((one) => one.intent).map((one) => intentObject(one)),
    query.limit,
  );
}

export async function listCharges(world: World, query: Query) {
  const payment = await ofPayment(world, query);
  return list(
    "/v1/charges",
    payment.charges.toReversed().map((one) => chargeObject(payment, one)),
    query.limit,
  );
}

export async function listRefunds(world: World, query: Query) {
  const payment = await ofPayment(world, query);
  return list(
    "/v1/refunds",
    payment.refunds.toReversed().map((one) => refundObject(payment, one)),
    query.limit,
  );
}

/** Charges and refunds are kept with their payment, so a list needs to know which one. */
async function ofPayment(world: World, query: Query): Promise<Payment> {
  if (query.payment_intent === undefined && query.charge === undefined)
    throw StripeApiError.invalid(
      "payment_intent",
      "The sandbox lists these by payment_intent or charge only.",
      "parameter_missing",
    );
  return byIntent(world, query.payment_intent ?? intentIdOf(query.charge ?? ""));
}

export async function listDisputes(world: World, query: Query) {
  const payment = await ofPayment(world, query);
  return list(
    "/v1/disputes",
    (payment.disputes ?? []).toReversed().map((one) => disputeObject(payment, one)),
    query.limit,
  );
}

/** The account's books, newest first: entries of all payments by the time they were made. */
export async function listBooks(world: World, query: z.output<typeof params.books>) {
  const { created = {} } = query;
  const { rows } = await world.db.query<{ id: string; doc: Payment }>(
    `select b.id, p.doc from stripe_books b join stripe_payments p on p.id = b.session
     where b.created >= coalesce($2::bigint, b.created) and b.created > coalesce($3::bigint, b.created - 1)
       and b.created <= coalesce($4::bigint, b.created) and b.created < coalesce($5::bigint, b.created + 1)
       and ($6::text is null or b.type = $6) and ($7::text is null or b.source = $7)
       and ($8::text is null or (b.created, b.id) < (select created, id from stripe_books where id = $8))
     order by b.created desc, b.id desc limit $1`,
    [
      query.limit + 1,
      ...[created.gte, created.gt, created.lte, created.lt].map((at) => at ?? null),
      query.type ?? null,
      query.source ?? null,
      query.starting_after ?? null,
    ],
  );
  const expanded = query.expand.includes("data.source");
  return list(
    "/v1/balance_transactions",
    rows.flatMap(({ id, doc }) => {
      const line = linesOf(doc).find((one) => one.id === id);
      return line ? [expanded ? { ...line, source: sourceOf(doc, line.source) } : line] : [];
    }),
    query.limit,
  );
}

function sourceOf(payment: Payment, id: string) {
  const charge = payment.charges.find((one) => one.id === id);
  if (charge) return chargeObject(payment, charge);
  const refund = payment.refunds.find((one) => one.id === id);
  if (refund) return refundObject(payment, refund);
  const dispute = payment.disputes?.find((one) => one.id === id);
  return dispute ? disputeObject(payment, dispute) : null;
}

export async function listEvents(world: World, query: Query) {
  const { rows } = await world.db.query<{ body: string }>(
    `select body from stripe_events
     where ($2::text is null or type = $2) and ($3::text is null or seq < (select seq from stripe_events where id = $3))
     order by seq desc limit $1`,
    [query.limit + 1, query.type ?? null, query.starting_after ?? null],
  );
  return list(
    "/v1/events",
    rows.map((row): unknown => JSON.parse(row.body)),
    query.limit,
  );
}

export async function oneEvent(world: World, id: string): Promise<string> {
  const { rows } = await world.db.query<{ body: string }>("select body from stripe_events where id = $1", [
    id,
  ]);
  const [row] = rows;
  if (!row) throw StripeApiError.missing("event", id, "id");
  return row.body;
}
