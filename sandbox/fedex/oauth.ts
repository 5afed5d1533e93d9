import { randomBytes } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { Hono } from "hono";
import type { World } from "@/sandbox/vendor";
import { credentials, same } from "./credentials";
import { fedexError } from "./errors";

/** FedEx's own figure: an hour, less a second. */
const lifetimeSeconds = 3_599;

export function oauth(world: World): Hono {
  return new Hono().post("/token", async (c) => {
    const { clientId, clientSecret } = credentials();
    if (!(c.req.header("content-type") ?? "").startsWith("application/x-www-form-urlencoded"))
      throw fedexError(422, "INVALID.INPUT.EXCEPTION", "The request is not form-encoded.");
    const form = new URLSearchParams(await c.req.text());
    if (form.get("grant_type") !== "client_credentials")
      throw fedexError(422, "BAD.REQUEST.ERROR", "Missing or invalid grant_type.");
    if (!same(`${form.get("client_id")}:${form.get("client_secret")}`, `${clientId}:${clientSecret}`))
      throw fedexError(
        401,
        "NOT.AUTHORIZED.ERROR",
        "The given client credentials were not valid. Please modify your request and try again.",
      );
    const token = randomBytes(48).toString("base64url");
    const now = world.now();
    await world.db.query("delete from fedex_token where expires_at < $1", [now]);
    await world.db.query("insert into fedex_token (token, expires_at) values ($1, $2)", [
      token,
      new Date(now.getTime() + lifetimeSeconds * 1000),
    ]);
    return c.json({
      access_token: token,
      token_type: "bearer",
      expires_in: lifetimeSeconds,
      scope: "CXS-TP",
    });
  });
}

/** Lets a request pass that carries a token we gave out and that has not run out. */
export const bearer =
  (world: World): MiddlewareHandler =>
  async (c, next) => {
    const token = /^Bearer (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? "";
    const { rowCount } = await world.db.query(
      "select 1 from fedex_token where token = $1 and expires_at > $2",
      [token, world.now()],
    );
    if (rowCount === 0)
      throw fedexError(
        401,
        "NOT.AUTHORIZED.ERROR",
        "Access token expired. Please modify your request and try again.",
      );
    await next();
  };
