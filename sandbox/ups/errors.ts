import { HTTPException } from "hono/http-exception";

/** UPS's one shape for every error. `extra` stands beside `response`, as Track Alert has it. */
export function upsError(
  status: 400 | 401 | 404 | 405 | 500,
  code: string,
  message: string,
  extra: Record<string, unknown> = {},
): HTTPException {
  return new HTTPException(status, {
    res: Response.json({ ...extra, response: { errors: [{ code, message }] } }, { status }),
  });
}
