import { createHash } from "node:crypto";
import type { World } from "../vendor";
import { PaypalApiError } from "./errors";
import type { Order } from "./order";
import { type Change, inChange } from "./store";

type Answer = { status: number; body: string };
type Result = { status: 200 | 201 | 422; body: unknown; order?: Order };

/** PayPal keeps the request ids of orders for six hours, those of refunds longer; here all of them six. */
const keptMs = 6 * 3_600_000;

/**
 * Runs a POST as PayPal does under a `PayPal-Request-Id`: the first result is remembered with the change itself and
 * given again, a 201 as 200. Refusals of a capture that used up the approval are remembered as well; other refusals
 * changed nothing, and the next try finds out anew.
 */
export async function answerOnce(
  world: World,
  request: { id: string | undefined; path: string; body: string },
  work: (change: Change) => Promise<Result>,
): Promise<Answer> {
  const { id } = request;
  const print = createHash("sha256").update(`${request.path}\n${request.body}`).digest("base64");
  return inChange<Answer & { order?: Order }>(world, async (change) => {
    if (id !== undefined) {
      // Two requests with one id at once: the second waits here for the first.
      await change.db.query("select pg_advisory_xact_lock(hashtext($1))", [`paypal ${id}`]);
      const { rows } = await change.db.query<Answer & { request: string }>(
        "select request, status, body from paypal_request_ids where id = $1 and at > $2",
        [id, new Date(change.now.getTime() - keptMs)],
      );
      const [known] = rows;
      if (known && known.request !== print)
        throw PaypalApiError.refused(
          "DUPLICATE_REQUEST_ID",
          "The value of PayPal-Request-Id header has already been used",
        );
      if (known) return { status: known.status === 201 ? 200 : known.status, body: known.body };
    }
    const { status, body, order } = await work(change);
    const text = JSON.stringify(body);
    if (id !== undefined)
      await change.db.query(
        `insert into paypal_request_ids (id, request, status, body, at) values ($1, $2, $3, $4, $5)
         on conflict (id) do update set request = excluded.request, status = excluded.status, body = excluded.body, at = excluded.at`,
        [id, print, status, text, change.now],
      );
    return { status, body: text, ...(order ? { order } : {}) };
  });
}
