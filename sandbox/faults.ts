import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { MiddlewareHandler } from "hono";
import type pg from "pg";
import { z } from "zod";
import type { RequestLog } from "./request-log";
import type { Faults } from "./vendor";

export const faultTables =
  "create table if not exists fault (vendor text primary key, settings jsonb not null);";

const share = z.number().min(0).max(1);

export const FaultsInput = z.strictObject({
  latencyMs: z.number().int().min(0).max(120_000).optional(),
  errorRate: share.optional(),
  timeoutRate: share.optional(),
  answerLossRate: share.optional(),
  answerLossOn: z.string().max(200).optional(),
  webhooks: z
    .strictObject({
      lossRate: share.optional(),
      duplicateRate: share.optional(),
      delayMs: z.number().int().min(0).max(86_400_000).optional(),
      reorder: z.boolean().optional(),
    })
    .optional(),
});

/** Every vendor's knobs, kept in the database and read from memory. */
export class FaultBoard {
  readonly #db: pg.Pool;
  readonly #settings = new Map<string, Faults>();

  constructor(db: pg.Pool) {
    this.#db = db;
  }

  async load(): Promise<void> {
    const { rows } = await this.#db.query<{ vendor: string; settings: Faults }>(
      "select vendor, settings from fault",
    );
    for (const { vendor, settings } of rows) this.#settings.set(vendor, settings);
  }

  of(vendor: string): Faults {
    return this.#settings.get(vendor) ?? {};
  }

  /** Replaces all of a vendor's faults. */
  async set(vendor: string, input: z.infer<typeof FaultsInput>): Promise<void> {
    // JSON drops what is undefined, which `Faults` does not allow.
    const settings = JSON.parse(JSON.stringify(input)) as Faults;
    await this.#db.query(
      "insert into fault (vendor, settings) values ($1, $2) on conflict (vendor) do update set settings = excluded.settings",
      [vendor, settings],
    );
    this.#settings.set(vendor, settings);
  }

  async calm(): Promise<void> {
    await this.#db.query("delete from fault");
    this.#settings.clear();
  }
}

export const holdMs = 30_000;
export const happens = (rate: number | undefined) => rate !== undefined && Math.random() < rate;
export const wait = (ms: number | undefined) =>
  ms ? new Promise((resolve) => setTimeout(resolve, ms)) : undefined;

/**
 * Whether a request is left without an answer, and whether it takes effect before that. A time-out has taken effect in
 * half of the cases: not knowing is what makes it hard. A lost answer always has.
 */
export function silence(faults: Faults, path: string): "without effect" | "with effect" | undefined {
  if (happens(faults.timeoutRate)) return Math.random() < 0.5 ? "with effect" : "without effect";
  // Without a token no request would get as far as to have an effect.
  const concerned = !/oauth/.test(path) && path.endsWith(faults.answerLossOn ?? "");
  return concerned && happens(faults.answerLossRate) ? "with effect" : undefined;
}

const keyHeaders = ["idempotency-key", "paypal-request-id", "x-customer-transaction-id", "transid"];

/** Lets a vendor be slow, wrong or silent, and logs what it was asked. */
export function withFaults(
  vendor: string,
  board: FaultBoard,
  requests: RequestLog,
  now: () => Date,
): MiddlewareHandler<{ Bindings: Partial<HttpBindings> }> {
  return async (c, next) => {
    const started = performance.now();
    const { pathname, search } = new URL(c.req.url);
    const entry = {
      vendor,
      method: c.req.method,
      path: pathname + search,
      idempotencyKey: keyHeaders.map((name) => c.req.header(name)).find((value) => value) ?? null,
      at: now(),
    };
    const faults = board.of(vendor);
    await wait(faults.latencyMs);
    const silent = silence(faults, pathname);
    if (silent) {
      if (silent === "with effect") await next();
      await held(c.req.raw.signal);
      c.env?.outgoing?.destroy();
      c.res = RESPONSE_ALREADY_SENT.clone();
    } else if (happens(faults.errorRate))
      c.res = c.json({ error: { message: `Sandbox: ${vendor} is broken on purpose.` } }, 500);
    else await next();
    requests.add({
      ...entry,
      status: silent ? null : c.res.status,
      ms: Math.round(performance.now() - started),
    });
  };
}

/** Until the time is up, or the asker has given up. */
function held(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, holdMs);
    timer.unref();
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
