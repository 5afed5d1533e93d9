"use server";

import { type FieldsState, withDone, withRefusal } from "@/components/forms/fields-state";
import { runAction } from "@/server/actions/run-action";
import { counted } from "@/server/auth/gates";
import { contextFor } from "@/server/composition";
import { linkRefusals } from "@/server/domain/account/account-link";
import { changeEmail } from "@/server/domain/account/change-email";
import { DomainError } from "@/server/kernel/errors";
import { linkOf } from "../link";

export async function changeEmailAction(before: FieldsState, form: FormData): Promise<FieldsState> {
  const id = linkOf(form.get("link"));
  const ctx = contextFor({ kind: "shopper" });
  const outcome = await runAction("account.change-email", async () => {
    await counted(ctx, "calls");
    if (!id) throw new DomainError("not_found", linkRefusals.unknown);
    return changeEmail(ctx, id);
  });
  if (!outcome.ok) return withRefusal(outcome.refusal, "The address is as it was")(before, {});
  return withDone(`Your account now uses ${outcome.value.email}.`)(before, {});
}
