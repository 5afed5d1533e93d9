import { log } from "@/server/kernel/log";
import type { Clock } from "./clock";

export type AppLinkOptions = { webUrl: string; clock: Clock; eventKey: string | undefined };

const eagerMs = 3000;
const idleMs = 60_000;

/**
 * Keeps the shop in step with the sandbox, whichever of the two was restarted: its functions registered, and its test
 * clock where ours is. The app does neither by itself.
 */
export class AppLink {
  readonly #options: AppLinkOptions;
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #inStep = false;
  #lastTrouble = "";

  constructor(options: AppLinkOptions) {
    this.#options = options;
  }

  start(): void {
    this.#schedule(0);
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** The app was seen to be away: look for it more often, for it may come back with other functions. */
  lost(): void {
    if (!this.#inStep) return;
    this.#inStep = false;
    this.#schedule(eagerMs);
  }

  get inStep(): boolean {
    return this.#inStep;
  }

  /** Sets the app's test clock to ours. Throws when the app does not take it. */
  async pushClock(): Promise<void> {
    const { webUrl, clock, eventKey } = this.#options;
    await this.#ask(
      "POST",
      `${webUrl}/api/test/clock`,
      JSON.stringify({ offsetSeconds: clock.offsetSeconds }),
      {
        "content-type": "application/json",
        authorization: `Bearer ${eventKey ?? ""}`,
      },
    );
  }

  #schedule(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#abort.signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#step();
    }, ms);
  }

  async #step(): Promise<void> {
    try {
      await this.#ask("PUT", `${this.#options.webUrl}/api/inngest`);
      if (this.#options.clock.movable && this.#options.clock.offsetSeconds !== 0) await this.pushClock();
      if (!this.#inStep) log.info("sandbox: the shop's functions are registered");
      this.#inStep = true;
      this.#lastTrouble = "";
    } catch (error) {
      this.#inStep = false;
      const trouble = error instanceof Error ? error.message : String(error);
      if (trouble !== this.#lastTrouble && !this.#abort.signal.aborted)
        log.info({ trouble }, "sandbox: waiting for the shop");
      this.#lastTrouble = trouble;
    }
    this.#schedule(this.#inStep ? idleMs : eagerMs);
  }

  async #ask(
    method: string,
    url: string,
    body: string | null = null,
    headers: Record<string, string> = {},
  ): Promise<void> {
    const signal = AbortSignal.any([this.#abort.signal, AbortSignal.timeout(30_000)]);
    const response = await fetch(url, { method, body, headers, signal }).catch((error: unknown) => {
      throw new Error(`${url} does not answer`, { cause: error });
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${text.slice(0, 500)}`);
  }
}
