/** Where "now" comes from. Domain code never reads the system clock: it gets `ctx.now`. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that can be moved ahead; used when the app runs with TEST_CLOCK=1, and in tests. */
export class MovableClock implements Clock {
  #offsetMs = 0;
  constructor(readonly base: Clock = systemClock) {}
  now(): Date {
    return new Date(this.base.now().getTime() + this.#offsetMs);
  }
  advance(seconds: number): void {
    this.#offsetMs += seconds * 1000;
  }
  /** Sets the distance from the real clock, in seconds. */
  setOffset(seconds: number): void {
    this.#offsetMs = seconds * 1000;
  }
}

/** Whether a clock can be moved; asked by its shape, since each bundle of the server has its own copy of the class. */
export const isMovable = (clock: Clock): clock is MovableClock => "setOffset" in clock;

export const minutes = (n: number): number => n * 60_000;
export const days = (n: number): number => n * 86_400_000;
/** `date` moved by `ms` milliseconds. */
export const after = (date: Date, ms: number): Date => new Date(date.getTime() + ms);
