import type { Hono } from "hono";
import type pg from "pg";
import type { Html } from "./html";

export type Faults = {
  /** Added to every answer. */
  latencyMs?: number;
  /** Share of requests answered 500, 0–1. */
  errorRate?: number;
  /** Share of requests never answered (the connection is held for 30 s, then dropped), 0–1. */
  timeoutRate?: number;
  /** Share of requests that take effect and are then never answered, 0–1. Requests for a token are spared. */
  answerLossRate?: number;
  /** Loses only answers to requests whose path ends like this: "/ship" for UPS's labels. */
  answerLossOn?: string;
  webhooks?: { lossRate?: number; duplicateRate?: number; delayMs?: number; reorder?: boolean };
};

/** What the frame gives every vendor. */
export type World = {
  /** Tables live in the schema `sandbox` (the pool's search_path). */
  db: pg.Pool;
  now(): Date;
  /** This sandbox's own address, e.g. http://localhost:4000 */
  baseUrl: string;
  /** The shop's address, e.g. http://localhost:3000: where webhooks go. */
  webUrl: string;
  /** Puts a webhook on the durable queue; it is delivered with the vendor's faults applied and retried with backoff. */
  sendWebhook(webhook: { vendor: string; eventId: string; path: string; body: string }): Promise<void>;
};

/**
 * A stand-in for one vendor. The frame mounts `routes` under `/<name>`, `controls` under `/control/<name>`, applies
 * latency, errors and time-outs to `routes`, logs every request to it, and shows `panel` on the web page.
 */
export interface Vendor {
  readonly name: string;
  /** Further names under `/control/` for the same controls: ups also answers `/control/parcels/advance`. */
  readonly controlAliases?: readonly string[];
  /** `create table if not exists …` statements, run at every start. */
  readonly tables: string;
  routes(world: World): Hono;
  controls?(world: World): Hono;
  /** HTML fragment for the sandbox's page: what this vendor holds, and buttons (plain forms that POST to its controls). */
  panel(world: World): Promise<string | Html>;
  /** Signs one webhook for sending now. */
  signWebhook?(body: string, sentAt: Date, eventId?: string): Record<string, string>;
  /** Background work; the returned function stops it. */
  start?(world: World): Promise<() => Promise<void>>;
}
