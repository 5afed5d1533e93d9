import { giveTriesBack, giveTryBack, takeTry } from "@/server/auth/sign-in-throttle";
import { DomainError } from "@/server/kernel/errors";
import type { WithPorts } from "@/server/ports";
import { signInFault } from "./sign-in/faults";

/**
 * Does what asks for a password under the throttle of the sign-in: a wrong one counts, and too many make it pause. `who`
 * is whose password it is; it has a count of its own beside their sign-ins.
 */
export async function withTries<T>(
  ctx: WithPorts,
  who: string,
  address: string,
  work: () => Promise<T>,
): Promise<T> {
  const wait = await takeTry(ctx.db, who, address);
  if (wait > 0) throw new DomainError("rate_limited", signInFault(`throttled:${wait}`));
  try {
    const result = await work();
    await giveTriesBack(ctx.db, who, address);
    return result;
  } catch (error) {
    const wrong = error instanceof DomainError && error.kind === "unauthenticated";
    if (!wrong) await giveTryBack(ctx.db, who, address);
    throw error;
  }
}
