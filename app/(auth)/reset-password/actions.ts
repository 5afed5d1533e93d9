"use server";

import { type FieldsState, withDone, withRefusal } from "@/components/forms/fields-state";
import { runAction } from "@/server/actions/run-action";
import { counted } from "@/server/auth/gates";
import { closeSession } from "@/server/auth/session-cookie";
import { contextFor } from "@/server/composition";
import { linkRefusals } from "@/server/domain/account/account-link";
import { resetPassword } from "@/server/domain/account/reset-password";
import { DomainError } from "@/server/kernel/errors";
import { linkOf } from "../link";

export async function resetPasswordAction(before: FieldsState, form: FormData): Promise<FieldsState> {
  const id = linkOf(form.get("link"));
  const ctx = contextFor({ kind: "shopper" });
  const outcome = await runAction("account.reset-password", async () => {
    await counted(ctx, "calls");
    if (!id) throw new DomainError("not_found", linkRefusals.unknown);
    await resetPassword(ctx, id, String(form.get("password") ?? "").slice(0, 1_000));
    // Whoever is signed in here is signed out, too, and not left with a cookie that opens nothing.
    await closeSession();
  });
  if (!outcome.ok) return withRefusal(outcome.refusal, "The password is as it was")(before, {});
  return withDone("Your new password is saved. Sign in with it.")(before, {});
}
