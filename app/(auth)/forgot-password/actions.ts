"use server";

import {
  type FieldsState,
  typedIn,
  withDone,
  withFaults,
  withRefusal,
} from "@/components/forms/fields-state";
import { runAction } from "@/server/actions/run-action";
import { visitorAddress } from "@/server/auth/gates";
import { spend } from "@/server/auth/rate-limits";
import { contextFor } from "@/server/composition";
import { askForResetSchema } from "@/server/domain/account/account.schema";
import { askForReset } from "@/server/domain/account/ask-for-reset";

/** The same answer for every address; the mail tells its owner whether there is an account. */
export async function forgotPasswordAction(before: FieldsState, form: FormData): Promise<FieldsState> {
  const values = typedIn(form, ["email"]);
  const parsed = askForResetSchema.safeParse(values);
  if (!parsed.success) return withFaults(parsed.error)(before, values);
  const { email } = parsed.data;
  const ctx = contextFor({ kind: "shopper" });
  const outcome = await runAction("account.forgot-password", async () => {
    await spend(ctx, "mails", await visitorAddress(), email);
    await askForReset(ctx, email);
  });
  if (!outcome.ok) return withRefusal(outcome.refusal, "No mail was sent")(before, values);
  return withDone(`We sent a mail to ${email}.`)(before, values);
}
