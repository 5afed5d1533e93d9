import type pg from "pg";
import { log } from "@/server/kernel/log";
import { Alarm } from "./alarm";
import { type FaultBoard, happens } from "./faults";
import type { Vendor } from "./vendor";

export const webhookTables = `
create table if not exists webhook (
  id bigserial primary key,
  vendor text not null,
  event_id text not null,
  path text not null,
  body text not null,
  state text not null default 'queued',
  attempts int not null default 0,
  next_at timestamptz not null,
  lease_until timestamptz not null default '-infinity',
  last_answer text,
  created_at timestamptz not null,
  ended_at timestamptz
);
create index if not exists webhook_due on webhook (next_at) where state = 'queued';
create index if not exists webhook_ended on webhook (id) where state <> 'queued';
`;

type Webhook = { vendor: string; eventId: string; path: string; body: string };
type Due = Webhook & { id: string; attempts: number; createdAt: Date };

const giveUpMs = 3 * 86_400_000;
const reorderMs = 3000;
const inFlight = 8;
const kept = 5000;

export type WebhookOptions = {
  db: pg.Pool;
  now(): Date;
  webUrl: string;
  faults: FaultBoard;
  vendors: readonly Vendor[];
  /** Wait before the second try; doubled at each further one. */
  retryBaseMs?: number;
};

/** Webhooks on their way to the shop: kept until the shop has answered 2xx, or three days have passed. */
export class WebhookQueue {
  readonly #options: WebhookOptions;
  readonly #abort = new AbortController();
  readonly #posting = new Set<Promise<void>>();
  #sincePrune = 0;
  #running = false;
  readonly #alarm = new Alarm();
  #loop: Promise<void> = Promise.resolve();

  constructor(options: WebhookOptions) {
    this.#options = options;
  }

  /** Puts one on the queue. Lost, doubled, late and out of order is decided here, by the vendor's faults of now. */
  async send({ vendor, eventId, path, body }: Webhook): Promise<void> {
    const { db, now, faults } = this.#options;
    const { lossRate, duplicateRate, delayMs = 0, reorder } = faults.of(vendor).webhooks ?? {};
    const state = happens(lossRate) ? "lost" : "queued";
    const copies = state === "queued" && happens(duplicateRate) ? 2 : 1;
    const times = Array.from(
      { length: copies },
      () => new Date(now().getTime() + delayMs + (reorder ? Math.random() * reorderMs : 0)),
    );
    await db.query(
      `insert into webhook (vendor, event_id, path, body, state, next_at, created_at, ended_at)
       select $1, $2, $3, $4, $5, t, $7, case when $5 = 'lost' then $7::timestamptz end from unnest($6::timestamptz[]) t`,
      [vendor, eventId, path, body, state, times, now()],
    );
    this.wake();
  }

  start(): void {
    this.#running = true;
    this.#loop = this.#run();
  }

  wake(): void {
    this.#alarm.ring();
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#abort.abort();
    this.wake();
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (this.#running) {
      this.#alarm.reset();
      try {
        const room = inFlight - this.#posting.size;
        const due = room > 0 ? await this.#claim(room) : [];
        for (const webhook of due) this.#begin(webhook);
        if (this.#sincePrune > 500) await this.#prune();
        if (due.length > 0 && due.length === room) continue;
      } catch (error) {
        this.#complain(error);
      }
      if (this.#running) await this.#alarm.wait(500);
    }
    await Promise.all(this.#posting);
  }

  #begin(webhook: Due): void {
    const posting = this.#deliver(webhook)
      .catch((error: unknown) => this.#complain(error))
      .finally(() => {
        this.#posting.delete(posting);
        this.#sincePrune++;
        if (this.#running) this.wake();
      });
    this.#posting.add(posting);
  }

  #complain(error: unknown): void {
    log.warn(
      { error: error instanceof Error ? error.message : String(error) },
      "webhooks: the database does not answer",
    );
  }

  async #claim(room: number): Promise<Due[]> {
    const { rows } = await this.#options.db.query<Due>(
      `with due as (
         select id from webhook where state = 'queued' and next_at <= $1 and lease_until <= clock_timestamp()
         order by next_at, id limit $2 for update skip locked)
       update webhook w set lease_until = clock_timestamp() + interval '20 s' from due where w.id = due.id
       returning w.id::text, w.vendor, w.event_id as "eventId", w.path, w.body, w.attempts, w.created_at as "createdAt"`,
      [this.#options.now(), room],
    );
    return rows;
  }

  async #deliver(webhook: Due): Promise<void> {
    const { db, now, retryBaseMs = 1000 } = this.#options;
    const answer = await this.#post(webhook);
    if (answer === undefined) {
      await db.query("update webhook set lease_until = '-infinity' where id = $1", [webhook.id]);
      return;
    }
    const ok = /^2\d\d$/.test(answer);
    const old = now().getTime() - webhook.createdAt.getTime() > giveUpMs;
    const next = new Date(
      now().getTime() + Math.min(6 * 3_600_000, retryBaseMs * 2 ** Math.min(webhook.attempts, 30)),
    );
    await db.query(
      `update webhook set state = $2, attempts = attempts + 1, last_answer = $3, next_at = $4, lease_until = '-infinity',
         ended_at = case when $2 <> 'queued' then $5::timestamptz end where id = $1`,
      [webhook.id, ok ? "delivered" : old ? "given up" : "queued", answer, next, now()],
    );
  }

  /** The status, or why there is none; undefined when the sandbox stops. Signed at this moment: a signature that waited would be too old. */
  async #post({ vendor, eventId, path, body }: Due): Promise<string | undefined> {
    try {
      const signed =
        this.#options.vendors
          .find((one) => one.name === vendor)
          ?.signWebhook?.(body, this.#options.now(), eventId) ?? {};
      const response = await fetch(this.#options.webUrl + path, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "user-agent": `holdfast-sandbox/${vendor}`,
          ...signed,
        },
        body,
        redirect: "manual",
        signal: AbortSignal.any([this.#abort.signal, AbortSignal.timeout(10_000)]),
      });
      await response.arrayBuffer();
      return String(response.status);
    } catch (error) {
      if (this.#abort.signal.aborted) return undefined;
      const cause =
        error instanceof Error && error.cause instanceof Error && "code" in error.cause
          ? error.cause.code
          : undefined;
      return String(cause ?? (error instanceof Error ? error.message : error));
    }
  }

  async #prune(): Promise<void> {
    this.#sincePrune = 0;
    await this.#options.db.query(
      "delete from webhook where state <> 'queued' and id < (select max(id) from webhook) - $1",
      [kept],
    );
  }
}
