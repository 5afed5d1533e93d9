import { unstable_rethrow } from "next/navigation";
import { DomainError, type ErrorKind } from "@/server/kernel/errors";
import { log } from "@/server/kernel/log";

/** What a form is told when its command refused; a fault of ours says no more than that. */
export type Refusal = { kind: ErrorKind | "internal"; message: string; details: Record<string, unknown> };
export type Outcome<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** Runs a command for a form: refusals come back as values, faults are logged, redirects go through. */
export async function runAction<T>(name: string, work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    unstable_rethrow(error);
    if (error instanceof DomainError)
      return { ok: false, refusal: { kind: error.kind, message: error.message, details: error.details } };
    log.error({ action: name, err: error }, "action failed");
    return {
      ok: false,
      refusal: {
        kind: "internal",
        message: "Something went wrong on our side. Nothing was changed; please try again.",
        details: {},
      },
    };
  }
}
