import { randomBytes } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { Hono } from "hono";
import type { World } from "@/sandbox/vendor";
import { credentials, same } from "./credentials";
import { upsError } from "./errors";

/** UPS's own figure: a second short of four hours. */
const lifetimeSeconds = 14_399;

export function oauth(world: World): Hono {
  return new Hono().post("/token", async (c) => {
    const { clientId, clientSecret } = credentials();
    const basic = /^Basic (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? "";
    if (!same(Buffer.from(basic, "base64").toString(), `${clientId}:${clientSecret}`))
      throw upsError(401, "10401", "ClientId is Invalid");
    const form = new URLSearchParams(await c.req.text());
    if (form.get("grant_type") !== "client_credentials")
      throw upsError(400, "10400", "Invalid/Missing Grant Type");
    const token = randomBytes(32).toString("base64url");
    const now = world.now();
    await world.db.query("delete from ups_token where expires_at < $1", [now]);
    await world.db.query("insert into ups_token (token, client_id, expires_at) values ($1, $2, $3)", [
      token,
      clientId,
      new Date(now.getTime() + lifetimeSeconds * 1000),
    ]);
    return c.json({
      token_type: "Bearer",
      issued_at: String(now.getTime()),
      client_id: clientId,
      access_token: token,
      scope: "",
      expires_in: String(lifetimeSeconds),
      refresh_count: "0",
      status: "approved",
    });
  });
}

/** Lets a request pass that carries a token we gave out and that has not run out. */
export const bearer =
  (world: World): MiddlewareHandler =>
  async (c, next) => {
    const token = /^Bearer (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
    if (token === undefined) throw upsError(401, "250003", "Invalid Access License number");
    const { rowCount } = await world.db.query(
      "select 1 from ups_token where token = $1 and expires_at > $2",
      [token, world.now()],
    );
    if (rowCount === 0) throw upsError(401, "250002", "Invalid Authentication Information.");
    await next();
  };
