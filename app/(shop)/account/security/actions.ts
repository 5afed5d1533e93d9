"use server";

import { redirect } from "next/navigation";
import { runAction } from "@/server/actions/run-action";
import { endOtherSessions, endSession } from "@/server/auth/user-sessions";
import { formOwner } from "../form-context";

/** Signs one of the person's own browsers out; a session of somebody else's is not there. */
export async function signOutThere(form: FormData): Promise<void> {
  const { ctx, shopper, count } = await formOwner();
  const outcome = await runAction("account.end-session", async () => {
    await count();
    return endSession(ctx, shopper.id, String(form.get("session") ?? ""));
  });
  redirect(outcome.ok ? "/account/security?ended=1" : "/account/security?refused=1");
}

export async function signOutElsewhere(): Promise<void> {
  const { ctx, shopper, count } = await formOwner();
  const outcome = await runAction("account.end-other-sessions", async () => {
    await count();
    return endOtherSessions(ctx, shopper.id, shopper.session);
  });
  redirect(outcome.ok ? `/account/security?ended=${outcome.value}` : "/account/security?refused=1");
}
