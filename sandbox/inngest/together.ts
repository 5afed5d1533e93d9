/**
 * Writes what comes in while the last write is under way in one go: under load many results share one commit, and a
 * single one is not held back.
 */
export class Together<T> {
  readonly #write: (batch: T[]) => Promise<unknown>;
  #waiting: T[] = [];
  #writing: Promise<unknown> = Promise.resolve();
  #next: Promise<unknown> | undefined;

  constructor(write: (batch: T[]) => Promise<unknown>) {
    this.#write = write;
  }

  /** Resolves when `one` is written. */
  add(one: T): Promise<unknown> {
    this.#waiting.push(one);
    this.#next ??= this.#writing.then(() => {
      const batch = this.#waiting;
      this.#waiting = [];
      this.#next = undefined;
      this.#writing = this.#write(batch);
      return this.#writing;
    });
    return this.#next;
  }
}
