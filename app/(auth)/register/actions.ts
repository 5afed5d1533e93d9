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
import { registerSchema } from "@/server/domain/account/account.schema";
import { register } from "@/server/domain/account/register";

/** The answer is the same whether the address has an account or not; the mail tells its owner. */
export async function registerAction(before: FieldsState, form: FormData): Promise<FieldsState> {
  const values = typedIn(form, ["email", "name"]);
  const parsed = registerSchema.safeParse({ ...values, password: String(form.get("password") ?? "") });
  if (!parsed.success) return withFaults(parsed.error)(before, values);
  const ctx = contextFor({ kind: "shopper" });
  const outcome = await runAction("account.register", async () => {
    await spend(ctx, "mails", await visitorAddress(), parsed.data.email);
    await register(ctx, parsed.data);
  });
  if (!outcome.ok) return withRefusal(outcome.refusal, "Not registered")(before, values);
  return withDone(`We sent a mail to ${parsed.data.email}.`)(before, values);
}
