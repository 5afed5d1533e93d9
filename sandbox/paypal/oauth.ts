import { randomBytes } from "node:crypto";
import type { Handler, MiddlewareHandler } from "hono";
import type { World } from "../vendor";
import { credentials, same } from "./credentials";
import { PaypalApiError } from "./errors";

const lifetimeSeconds = 32_400;

/** `POST /v1/oauth2/token` with the client credentials. Errors have OAuth's own shape. */
export const token =
  (world: World): Handler =>
  async (c) => {
    const { clientId, clientSecret } = credentials();
    const basic = /^Basic (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? "";
    if (!same(Buffer.from(basic, "base64").toString(), `${clientId}:${clientSecret}`))
      return c.json({ error: "invalid_client", error_description: "Client Authentication failed" }, 401);
    const form = new URLSearchParams(await c.req.text());
    if (form.get("grant_type") !== "client_credentials")
      return c.json(
        { error: "unsupported_grant_type", error_description: "Grant Type is NULL or not supported" },
        400,
      );
    const made = randomBytes(48).toString("base64url");
    const now = world.now();
    await world.db.query("delete from paypal_token where expires_at < $1", [now]);
    await world.db.query("insert into paypal_token (token, expires_at) values ($1, $2)", [
      made,
      new Date(now.getTime() + lifetimeSeconds * 1000),
    ]);
    return c.json({
      scope: "https://uri.paypal.com/services/payments/realtimepayment",
      access_token: made,
      token_type: "Bearer",
      app_id: "APP-80W284485P519543T",
      expires_in: lifetimeSeconds,
      nonce: `${now.toISOString()}${randomBytes(12).toString("base64url")}`,
    });
  };

/** Lets a request pass that carries a token we gave out and that has not run out. */
export const bearer =
  (world: World): MiddlewareHandler =>
  async (c, next) => {
    const given = /^Bearer (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
    const { rowCount } = await world.db.query(
      "select 1 from paypal_token where token = $1 and expires_at > $2",
      [given ?? "", world.now()],
    );
    if (rowCount === 0) throw new PaypalApiError(401);
    await next();
  };
