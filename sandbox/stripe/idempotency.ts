import { createHash } from "node:crypto";
import type { World } from "../vendor";
import { isRemembered, StripeApiError } from "./errors";
import type { EventOrigin } from "./events";
import { type Change, inChange, KeyTaken } from "./store";

export type Answer = { status: number; body: string; replayed?: boolean };
export type Work = (change: Change) => Promise<{ status?: number; body: unknown }>;

/**
 * Runs a POST as Stripe does under an `Idempotency-Key`: the first result is remembered with the change itself and
 * given again for the same request; the same key with another request is refused.
 */
export async function answerOnce(
  world: World,
  path: string,
  rawBody: string,
  origin: EventOrigin,
  work: Work,
): Promise<Answer> {
  const key = origin.idempotencyKey;
  const run = async (change: Change): Promise<Answer> => {
    const { status = 200, body } = await work(change);
    return { status, body: JSON.stringify(body) };
  };
  if (key === undefined) return inChange(world, origin, run);

  const request = createHash("sha256").update(`${path}\n${rawBody}`).digest("base64");
  const before = await remembered(world, key, request);
  if (before) return before;
  try {
    return await inChange(world, origin, async (change) => {
      const answer = await run(change);
      change.keep({ key, request, ...answer });
      return answer;
    });
  } catch (error) {
    // Two requests with one key at once: the first to commit wins, the other's work was rolled back.
    const other =
      error instanceof KeyTaken || error instanceof StripeApiError
        ? await remembered(world, key, request)
        : undefined;
    if (other) return other;
    if (!(error instanceof StripeApiError) || !isRemembered(error)) throw error;
    const answer = { status: error.status, body: JSON.stringify({ error: error.body }) };
    // When two are refused at once, one of them is enough to remember.
    await inChange(world, {}, async (change) => change.keep({ key, request, ...answer })).catch(
      (lost: unknown) => {
        if (!(lost instanceof KeyTaken)) throw lost;
      },
    );
    return answer;
  }
}

async function remembered(world: World, key: string, request: string): Promise<Answer | undefined> {
  const { rows } = await world.db.query<{ request: string; status: number; body: string }>({
    name: "stripe-key",
    text: "select request, status, body from stripe_idempotency where key = $1",
    values: [key],
  });
  const [row] = rows;
  if (!row) return undefined;
  if (row.request === request) return { status: row.status, body: row.body, replayed: true };
  throw new StripeApiError(400, {
    type: "idempotency_error",
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  });
}
