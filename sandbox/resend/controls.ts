import { Hono } from "hono";
import { z } from "zod";
import type { World } from "../vendor";
import { fates, report } from "./report";

const input = z.object({
  /** Resend's id of the message, or its recipient: then the newest one to them. */
  email: z.string().min(1),
  fate: z.enum(fates),
  bounce: z.enum(["Permanent", "Transient"]).optional(),
});

/**
 * Plays the receiver's part: `POST report { email, fate, bounce? }` by JSON, or by a form of the panel, which is led back.
 */
export function controls(world: World): Hono {
  return new Hono().post("/report", async (c) => {
    const byForm = !(c.req.header("content-type") ?? "").includes("json");
    const given = input.safeParse(byForm ? await c.req.parseBody() : await c.req.json().catch(() => null));
    if (!given.success) return c.json({ error: z.prettifyError(given.error) }, 400);
    const { email, fate, bounce } = given.data;
    const { rows } = await world.db.query<{ id: string }>(
      "select id from resend_email where id::text = $1 or request -> 'to' ? $1 order by seq desc limit 1",
      [email],
    );
    const told = rows[0] ? await report(world, rows[0].id, fate, bounce) : null;
    if (!told) return c.json({ error: `Resend's stand-in has no message ${email}.` }, 404);
    return byForm ? c.redirect("/#resend", 303) : c.json({ id: rows[0]?.id, eventId: told.eventId });
  });
}
