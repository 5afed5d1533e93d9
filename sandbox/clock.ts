import type pg from "pg";

export const clockTables = `
create table if not exists clock (id int primary key check (id = 1), offset_ms bigint not null);
insert into clock (id, offset_ms) values (1, 0) on conflict do nothing;
`;

/** The sandbox's time: the real one, plus what tests have moved it on by. The offset outlives a restart. */
export class Clock {
  readonly #db: pg.Pool;
  readonly movable: boolean;
  #offsetMs = 0;

  constructor(db: pg.Pool, movable: boolean) {
    this.#db = db;
    this.movable = movable;
  }

  async load(): Promise<void> {
    if (!this.movable) return;
    const { rows } = await this.#db.query<{ offset_ms: string }>("select offset_ms from clock");
    this.#offsetMs = Number(rows[0]?.offset_ms ?? 0);
  }

  now(): Date {
    return new Date(Date.now() + this.#offsetMs);
  }

  get offsetSeconds(): number {
    return this.#offsetMs / 1000;
  }

  async advance(seconds: number): Promise<void> {
    const { rows } = await this.#db.query<{ offset_ms: string }>(
      "update clock set offset_ms = offset_ms + $1 returning offset_ms",
      [Math.round(seconds * 1000)],
    );
    this.#offsetMs = Number(rows[0]?.offset_ms ?? this.#offsetMs);
  }
}
