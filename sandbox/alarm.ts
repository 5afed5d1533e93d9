/** Waits that can be cut short. A ring between two waits is not lost: the next wait ends at once. */
export class Alarm {
  #rung = false;
  #end: () => void = () => undefined;

  ring(): void {
    this.#rung = true;
    this.#end();
  }

  /** Forgets rings so far: what they were about is being looked at now. */
  reset(): void {
    this.#rung = false;
  }

  async wait(ms: number): Promise<void> {
    if (this.#rung) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
