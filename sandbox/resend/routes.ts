import { createHash, randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { z } from "zod";
import { keepMail } from "../mail/store";
import type { World } from "../vendor";
import { credentials } from "./credentials";
import { report } from "./report";
import type { EmailRow, Request } from "./tables";

const address = /^(?:[^<>]*<\s*)?[^\s@<>,]+@[^\s@<>,]+\.[^\s@<>,]+(?:\s*>)?$/;
const list = z.union([z.string(), z.array(z.string()).min(1).max(50)]).transform((to) => [to].flat());

const schema = z.object({
  from: z.string(),
  to: list,
  subject: z.string(),
  html: z.string().optional(),
  text: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  tags: z
    .array(z.object({ name: z.string().regex(/^[\w-]{1,256}$/), value: z.string().regex(/^[\w-]{1,256}$/) }))
    .optional(),
  attachments: z
    .array(z.object({ filename: z.string(), content: z.string(), content_type: z.string().optional() }))
    .optional(),
});

/** Resend's API, as far as a shop that sends one message at a time uses it. */
export function routes(world: World): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    const key = /^Bearer (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
    if (!key) return refused(c, 401, "missing_api_key", "Missing API key in the authorization header.");
    if (key !== credentials().apiKey) return refused(c, 403, "invalid_api_key", "API key is invalid");
    await next();
    return undefined;
  });

  app.post("/emails", async (c) => {
    const raw = await c.req.text();
    const key = c.req.header("idempotency-key") ?? null;
    if (key !== null && (key.length < 1 || key.length > 256))
      return refused(c, 400, "invalid_idempotency_key", "The key must be between 1-256 chars.");
    const given = schema.safeParse(jsonOf(raw));
    if (!given.success) {
      const field = given.error.issues[0]?.path.join(".") ?? "";
      return refused(c, 422, "missing_required_field", `Missing or wrong \`${field}\` field.`);
    }
    const request: Request = given.data;
    const wrong = request.to.find((one) => !address.test(one));
    if (wrong !== undefined || !address.test(request.from))
      return refused(
        c,
        422,
        wrong === undefined ? "invalid_from_address" : "validation_error",
        `Invalid \`${wrong === undefined ? "from" : "to"}\` field. The email address needs to follow the \`email@example.com\` or \`Name <email@example.com>\` format.`,
      );

    const hash = createHash("sha256").update(raw).digest("hex");
    const { rows } = await world.db.query<{ id: string; hash: string; fresh: boolean }>(
      `insert into resend_email as old (id, idempotency_key, request_hash, request, created_at) values ($1, $2, $3, $4, $5)
       on conflict (idempotency_key) do update set state = old.state
       returning id, request_hash as hash, id = $1 as fresh`,
      [randomUUID(), key, hash, JSON.stringify(request), world.now()],
    );
    const [row] = rows;
    if (!row) throw new Error("The message was not kept.");
    if (row.hash !== hash)
      return refused(
        c,
        409,
        "invalid_idempotent_request",
        "Same idempotency key used with a different request payload.",
      );
    await keepMail(world.db, {
      messageId: `<${row.id}@resend.sandbox>`,
      recipients: request.to,
      sender: request.from,
      subject: request.subject,
      text: request.text ?? "",
      html: request.html ?? "",
      headers: request.headers ?? {},
      attachments: (request.attachments ?? []).map(({ filename, content, content_type }) => ({
        fileName: filename,
        content,
        contentType: content_type ?? "application/octet-stream",
      })),
      receivedAt: world.now(),
    });
    if (row.fresh) await report(world, row.id, fateOf(request.to[0] ?? ""));
    return c.json({ id: row.id });
  });

  app.get("/emails/:id", async (c) => {
    const { rows } = await world.db.query<EmailRow>(
      'select id, request, state, created_at as "createdAt" from resend_email where id::text = $1',
      [c.req.param("id")],
    );
    const [row] = rows;
    if (!row) return refused(c, 404, "not_found", "Email not found");
    const { attachments: _, ...shown } = row.request;
    return c.json({
      object: "email",
      id: row.id,
      ...shown,
      created_at: row.createdAt,
      last_event: row.state,
    });
  });

  app.all("*", (c) => refused(c, 404, "not_found", "The requested endpoint does not exist."));
  return app;
}

/** Resend's own addresses for trying things out. */
function fateOf(to: string): "delivered" | "bounced" | "complained" {
  if (/^bounced(\+.*)?@resend\.dev$/i.test(to)) return "bounced";
  return /^complained(\+.*)?@resend\.dev$/i.test(to) ? "complained" : "delivered";
}

const refused = (c: Context, statusCode: 400 | 401 | 403 | 404 | 409 | 422, name: string, message: string) =>
  c.json({ statusCode, name, message }, statusCode);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
