import type pg from "pg";
import { log } from "@/server/kernel/log";

export const logTables = `
create table if not exists request_log (
  id bigserial primary key,
  vendor text not null,
  method text not null,
  path text not null,
  idempotency_key text,
  status int,
  ms int not null,
  at timestamptz not null
);
create index if not exists request_log_vendor on request_log (vendor, id);
`;

/** One request a vendor has seen. `status` is null when it was left without an answer. */
export type Entry = {
  vendor: string;
  method: string;
  path: string;
  idempotencyKey: string | null;
  status: number | null;
  ms: number;
  at: Date;
};

const kept = 10_000;
const flushMs = 200;

/** What the vendors have been asked, newest first. Entries are written a few at a time, and the oldest forgotten. */
export class RequestLog {
  readonly #db: pg.Pool;
  #buffer: Entry[] = [];
  #flushing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #sincePrune = 0;

  constructor(db: pg.Pool) {
    this.#db = db;
  }

  add(entry: Entry): void {
    this.#buffer.push({ ...entry, path: cutSecrets(entry.path) });
    this.#timer ??= setTimeout(() => void this.flush(), flushMs);
  }

  /** Entries of one vendor or of all, newest first. */
  async list(vendor: string | undefined, limit: number): Promise<Entry[]> {
    await this.flush();
    const { rows } = await this.#db.query<Entry>(
      `select vendor, method, path, idempotency_key as "idempotencyKey", status, ms, at from request_log
       where $1::text is null or vendor = $1 order by id desc limit $2`,
      [vendor ?? null, limit],
    );
    return rows;
  }

  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#flushing = this.#flushing.then(() => this.#write());
    return this.#flushing;
  }

  async #write(): Promise<void> {
    const entries = this.#buffer.splice(0);
    if (entries.length === 0) return;
    try {
      await this.#db.query(
        `insert into request_log (vendor, method, path, idempotency_key, status, ms, at)
         select vendor, method, path, "idempotencyKey", status, ms, at from json_to_recordset($1)
           as t(vendor text, method text, path text, "idempotencyKey" text, status int, ms int, at timestamptz)`,
        [JSON.stringify(entries)],
      );
      this.#sincePrune += entries.length;
      if (this.#sincePrune < kept / 10) return;
      this.#sincePrune = 0;
      await this.#db.query("delete from request_log where id < (select max(id) from request_log) - $1", [
        kept,
      ]);
    } catch (error) {
      // A log that is full of a database's absence helps nobody: keep a little, go on.
      this.#buffer.unshift(...entries.slice(-kept / 10));
      this.#timer ??= setTimeout(() => void this.flush(), 1000);
      log.warn(
        { error: error instanceof Error ? error.message : String(error) },
        "sandbox: the request log was not written",
      );
    }
  }
}

/** Cuts what must not be kept: card numbers, and values of parameters that carry credentials. */
export function cutSecrets(path: string): string {
  return path
    .replace(/([?&][^=&]*(?:secret|token|key|password|signature|card)[^=&]*=)[^&]*/gi, "$1[cut]")
    .replace(/\d(?:[ +-]|%20)?(?:\d(?:[ +-]|%20)?){11,17}\d/g, (digits) =>
      isCard(digits) ? "[cut]" : digits,
    );
}

function isCard(text: string): boolean {
  const digits = text.replaceAll("%20", "").replace(/\D/g, "");
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits.at(-1 - i)) * (i % 2 === 1 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}
