import { accountGate, type Shopper } from "@/server/auth/account-gate";
import { counted, visitorContext } from "@/server/auth/gates";
import type { WithPorts } from "@/server/ports";

/** Whose account a form is about, from their session alone and never from the form; counts the act. */
export async function formOwner(): Promise<{ ctx: WithPorts; shopper: Shopper; count: () => Promise<void> }> {
  const shopper = await accountGate();
  const ctx = await visitorContext();
  return { ctx, shopper, count: () => counted(ctx, "calls") };
}
