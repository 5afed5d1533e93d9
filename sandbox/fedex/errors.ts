import { randomUUID } from "node:crypto";
import { HTTPException } from "hono/http-exception";

/** FedEx's one shape for every error. The asker's own name for the call is put in by the routes. */
export const fedexError = (
  status: 400 | 401 | 404 | 405 | 422 | 500,
  code: string,
  message: string,
): HTTPException =>
  new HTTPException(status, {
    res: Response.json({ transactionId: randomUUID(), errors: [{ code, message }] }, { status }),
  });
