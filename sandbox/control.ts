import { type Context, Hono } from "hono";
import type pg from "pg";
import { z } from "zod";
import type { AppLink } from "./app-link";
import type { Clock } from "./clock";
import { type FaultBoard, FaultsInput } from "./faults";
import { listMail, setRefused } from "./mail/store";
import type { RequestLog } from "./request-log";

export type ControlOptions = {
  db: pg.Pool;
  clock: Clock;
  faults: FaultBoard;
  requests: RequestLog;
  app: AppLink;
  /** Names whose faults can be set. */
  names: readonly string[];
  wake(): void;
};

const ClockInput = z.object({
  advanceSeconds: z.coerce
    .number()
    .positive()
    .max(366 * 86_400),
});

/** `on`: mail to the address is refused from now on. */
const BounceInput = z.object({
  address: z.string().min(3),
  on: z.union([z.boolean(), z.enum(["true", "false"]).transform((value) => value === "true")]).default(true),
});

/** What a mail program does when its reader presses Unsubscribe (RFC 8058). */
const unsubscribe = (url: string) =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
    redirect: "error",
    signal: AbortSignal.timeout(10_000),
  });

/** What tests, drills and the web page turn: JSON, or the page's plain forms, which are sent back to the page. */
export function controlRoutes({ db, clock, faults, requests, app, names, wake }: ControlOptions): Hono {
  const control = new Hono();

  control.get("/health", async (c) => {
    const alive = await db.query("select 1").then(
      () => true,
      () => false,
    );
    return c.json({ ok: alive }, alive ? 200 : 503);
  });

  control.get("/mail", async (c) => {
    const { to, after } = c.req.query();
    const since = after ? new Date(/^\d+$/.test(after) ? Number(after) : after) : undefined;
    if (since && Number.isNaN(since.getTime()))
      return c.json({ error: "`after` must be a time such as 2026-11-22T10:00:00Z." }, 400);
    const mails = await listMail(db, {
      ...(to ? { to } : {}),
      ...(since ? { after: since } : {}),
      limit: 500,
    });
    return c.json(
      mails.map(({ id, to, subject, text, html, links, attachments, headers, receivedAt }) => ({
        id,
        to,
        subject,
        text,
        html,
        links,
        attachments,
        headers,
        receivedAt,
      })),
    );
  });

  control.post("/mail/bounce", async (c) => {
    const input = BounceInput.safeParse(
      isForm(c) ? await c.req.parseBody() : await c.req.json().catch(() => null),
    );
    if (!input.success) return c.json({ error: z.prettifyError(input.error) }, 400);
    const { address, on } = input.data;
    await setRefused(db, address, on);
    return isForm(c) ? c.redirect(`/mail?to=${encodeURIComponent(address)}`, 303) : c.json({ address, on });
  });

  control.post("/mail/unsubscribe", async (c) => {
    const { id } = z
      .object({ id: z.string().regex(/^\d{1,18}$/) })
      .parse(isForm(c) ? await c.req.parseBody() : await c.req.json());
    const [mail] = await listMail(db, { id, limit: 1 });
    const url = /<([^>]+)>/.exec(mail?.headers["list-unsubscribe"] ?? "")?.[1];
    if (!mail || !url) return c.json({ error: "This message offers no way to unsubscribe." }, 404);
    const { status } = await unsubscribe(url);
    return isForm(c) ? c.redirect(`/mail/${id}`, 303) : c.json({ status });
  });

  control.get("/log", async (c) => c.json(await requests.list(c.req.query("vendor"), 1000)));

  control.on(["PUT", "POST"], "/faults/:vendor", async (c) => {
    const vendor = c.req.param("vendor");
    if (!names.includes(vendor))
      return c.json({ error: `There is no ${vendor} here; there are ${names.join(", ")}.` }, 404);
    const input = FaultsInput.safeParse(
      isForm(c) ? faultsOfForm(await c.req.parseBody()) : await c.req.json().catch(() => null),
    );
    if (!input.success) return c.json({ error: z.prettifyError(input.error) }, 400);
    await faults.set(vendor, input.data);
    return isForm(c) ? c.redirect(`/#${vendor}`, 303) : c.json({ vendor, faults: faults.of(vendor) });
  });

  control.get("/faults", (c) => c.json(Object.fromEntries(names.map((name) => [name, faults.of(name)]))));

  control.delete("/faults", async (c) => {
    await faults.calm();
    return c.json({ ok: true });
  });

  control.post("/calm", async (c) => {
    await faults.calm();
    return c.redirect("/", 303);
  });

  control.post("/clock", async (c) => {
    if (!clock.movable)
      return c.json(
        { error: "The clock moves only where shop and sandbox were started with TEST_CLOCK=1." },
        409,
      );
    const input = ClockInput.safeParse(
      isForm(c) ? await c.req.parseBody() : await c.req.json().catch(() => null),
    );
    if (!input.success)
      return c.json({ error: "`advanceSeconds` must be a number above 0, at most a year." }, 400);
    await clock.advance(input.data.advanceSeconds);
    try {
      await app.pushClock();
    } catch (error) {
      // The link tries again until the shop has it; meanwhile the asker should know that it has not.
      app.lost();
      const reason = error instanceof Error ? error.message : String(error);
      return c.json(
        {
          error: `The sandbox's clock has moved, the shop's has not yet: ${reason}`,
          offsetSeconds: clock.offsetSeconds,
        },
        502,
      );
    } finally {
      wake();
    }
    return isForm(c)
      ? c.redirect("/", 303)
      : c.json({ offsetSeconds: clock.offsetSeconds, now: clock.now() });
  });

  return control;
}

const isForm = (c: Context) =>
  /^(application\/x-www-form-urlencoded|multipart\/form-data)/.test(c.req.header("content-type") ?? "");

function faultsOfForm(form: Record<string, unknown>) {
  const number = (name: string) =>
    form[name] === undefined || form[name] === "" ? undefined : Number(form[name]);
  return {
    latencyMs: number("latencyMs"),
    errorRate: number("errorRate"),
    timeoutRate: number("timeoutRate"),
    answerLossRate: number("answerLossRate"),
    answerLossOn: form.answerLossOn || undefined,
    webhooks: {
      lossRate: number("lossRate"),
      duplicateRate: number("duplicateRate"),
      delayMs: number("delayMs"),
      reorder: form.reorder === "on",
    },
  };
}
