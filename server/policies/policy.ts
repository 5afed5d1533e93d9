import { NonRetriableError, RetryAfterError } from "inngest";
import { contextFor } from "@/server/composition";
import { type EventName, events, type Payload } from "@/server/events/events";
import { DomainError } from "@/server/kernel/errors";
import { asId, type Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { inngest } from "./inngest";
import { noteRun } from "./policy-run.store";

/** What a run came to, in words for the order's timeline. `command`: what it called, when it called one. */
export type Consequence = { outcome: "done" | "nothing_to_do"; reason: string; command?: string };

type Definition<Name extends EventName> = {
  /** The file's name. */
  id: string;
  when: Name;
  /** The sentence the policy stands for, shown to staff. */
  rule: string;
  then: (ctx: WithPorts, payload: Payload<Name>) => Promise<Consequence>;
  /** Waits before `then`; what it returns is the time. */
  waitUntil?: (payload: Payload<Name>) => { name: string; time: Date };
};

/** About eight hours by Inngest's backoff table: longer than most outages of a vendor. */
const retries = 12;

/** Every policy by its id, for running one again. */
const definitions = new Map<string, Definition<EventName>>();
export const definitionOf = (id: string): Definition<EventName> | undefined => definitions.get(id);
/** Those that listen to an event, in the order of their registration. */
export const listenersTo = (name: string): Definition<EventName>[] =>
  [...definitions.values()].filter((one) => one.when === name);

/**
 * When X, do Y. One policy has one consequence, so the run itself is the step that is retried: it is called once, not
 * once to act and once more to hear that it acted. Refusals end the run and are shown; faults are retried.
 */
export function policy<Name extends EventName>(definition: Definition<Name>) {
  const { id, when, rule } = definition;
  definitions.set(id, definition as unknown as Definition<EventName>);
  return inngest.createFunction(
    { id, name: rule, triggers: [{ event: when }], retries },
    async ({ event, step, attempt, maxAttempts }) => {
      const data = event.data as { event: { id: string } };
      const payload = events[when].parse(event.data) as Payload<Name>;
      const wait = definition.waitUntil?.(payload);
      if (wait) await step.sleepUntil(wait.name, wait.time);

      try {
        return await runPolicy(definition, asId<"event">(data.event.id), payload, {
          attempts: attempt + 1,
          last: attempt + 1 >= (maxAttempts ?? retries + 1),
        });
      } catch (error) {
        if (isFinal(error)) throw new NonRetriableError(error.message, { cause: error });
        const seconds = error instanceof DomainError ? error.details.retryAfterSeconds : undefined;
        if (typeof seconds === "number")
          throw new RetryAfterError((error as Error).message, seconds * 1000, { cause: error });
        throw error;
      }
    },
  );
}

/** Trying again would be refused again. A provider that can't be reached is worth another try. */
const isFinal = (error: unknown): error is DomainError =>
  error instanceof DomainError && error.kind !== "provider_unavailable";

/** Does what the policy says about one event and keeps what it came to, also when it throws. */
export async function runPolicy<Name extends EventName>(
  { id, when, rule, then }: Definition<Name>,
  cause: Id<"event">,
  payload: Payload<Name>,
  { attempts, last, by }: { attempts: number; last: boolean; by?: string },
): Promise<Consequence> {
  const ctx = contextFor({ kind: "policy", name: id }, cause);
  const inputs: Record<string, unknown> = payload;
  const orderId = typeof inputs.orderId === "string" ? asId<"order">(inputs.orderId) : null;
  const run = { policy: id, trigger: cause, eventName: when, orderId, rule, inputs, attempts };
  const told = (reason: string) => (by ? `${reason} Run again by ${by}.` : reason);
  try {
    const result = await then(ctx, payload);
    await noteRun(ctx, { ...run, ...result, reason: told(result.reason) });
    return result;
  } catch (error) {
    const reason = told(error instanceof Error ? error.message : String(error));
    const outcome = isFinal(error) ? "refused" : last ? "failed" : "running";
    await noteRun(ctx, { ...run, outcome, reason });
    throw error;
  }
}

type Sweep = {
  id: string;
  rule: string;
  cron?: string;
  then: (ctx: WithPorts) => Promise<{ found: number; reason: string }>;
};

const sweeps = new Map<string, Sweep>();

/** A sweep: what a crash or a lost message has left is finished every minute. */
export function sweep(definition: Sweep) {
  const { id, rule, cron = "* * * * *" } = definition;
  sweeps.set(id, definition);
  return inngest.createFunction({ id, name: rule, triggers: [{ cron }], retries: 0 }, () => runSweep(id));
}

/** Lets a sweep look once. Runs that find nothing leave no trace. */
export async function runSweep(id: string): Promise<{ found: number; reason: string }> {
  const definition = sweeps.get(id);
  if (!definition) throw new Error(`There is no sweep called ${id}.`);
  const ctx = contextFor({ kind: "policy", name: id });
  const { found, reason } = await definition.then(ctx);
  if (found > 0)
    await noteRun(ctx, {
      policy: id,
      trigger: ctx.now.toISOString(),
      eventName: "Cron",
      orderId: null,
      rule: definition.rule,
      inputs: { found },
      attempts: 1,
      outcome: "done",
      reason,
    });
  return { found, reason };
}
