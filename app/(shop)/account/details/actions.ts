"use server";

import { revalidatePath } from "next/cache";
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
import { openSession } from "@/server/auth/session-cookie";
import { askToChangeEmailSchema, detailsSchema } from "@/server/domain/account/account.schema";
import { askToChangeEmail } from "@/server/domain/account/ask-to-change-email";
import { changeConsent } from "@/server/domain/account/change-consent";
import { changeDetails } from "@/server/domain/account/change-details";
import { changePassword } from "@/server/domain/account/change-password";
import { withTries } from "../../../(auth)/tries";
import { formOwner } from "../form-context";

export async function saveDetails(before: FieldsState, form: FormData): Promise<FieldsState> {
  const values = typedIn(form, ["name", "phone"]);
  const parsed = detailsSchema.safeParse(values);
  if (!parsed.success) return withFaults(parsed.error)(before, values);
  const { ctx, shopper, count } = await formOwner();
  const outcome = await runAction("account.details", async () => {
    await count();
    await changeDetails(ctx, shopper.id, parsed.data);
  });
  if (!outcome.ok) return withRefusal(outcome.refusal, "Not saved")(before, values);
  revalidatePath("/account", "layout");
  return withDone("Saved.")(before, values);
}

export async function saveConsent(before: FieldsState, form: FormData): Promise<FieldsState> {
  const accepts = form.get("news") === "on";
  const values = { news: accepts ? "on" : "" };
  const { ctx, shopper, count } = await formOwner();
  const outcome = await runAction("account.consent", async () => {
    await count();
    await changeConsent(ctx, shopper.id, accepts);
  });
  if (!outcome.ok) return withRefusal(outcome.refusal, "Not saved")(before, values);
  return withDone(accepts ? "We write to you when there is something new." : "We send you no news.")(
    before,
    values,
  );
}

/** The answer is the same whether the new address has an account or not; the mail tells its owner. */
export async function askForNewEmail(before: FieldsState, form: FormData): Promise<FieldsState> {
  const values = typedIn(form, ["email"]);
  const parsed = askToChangeEmailSchema.safeParse({
    ...values,
    password: String(form.get("password") ?? ""),
  });
  if (!parsed.success) return withFaults(parsed.error)(before, values);
  const { ctx, shopper } = await formOwner();
  const outcome = await runAction("account.ask-for-new-email", async () => {
    const address = await visitorAddress();
    await spend(ctx, "mails", address, parsed.data.email);
    await withTries(ctx, shopper.id, address, () => askToChangeEmail(ctx, shopper.id, parsed.data));
  });
  if (!outcome.ok) return withRefusal(outcome.refusal, "Nothing was changed")(before, values);
  return withDone(
    `We sent a mail to ${parsed.data.email}. Follow the link in it within a day; until then your address stays.`,
  )(before, { email: "" });
}

/** Ends every session; this browser is signed in again at once. */
export async function saveNewPassword(before: FieldsState, form: FormData): Promise<FieldsState> {
  const current = String(form.get("current") ?? "").slice(0, 1_000);
  const password = String(form.get("password") ?? "").slice(0, 1_000);
  const { ctx, shopper, count } = await formOwner();
  const outcome = await runAction("account.new-password", async () => {
    await count();
    const address = await visitorAddress();
    return withTries(ctx, shopper.id, address, () => changePassword(ctx, shopper.id, { current, password }));
  });
  if (!outcome.ok) return withRefusal(outcome.refusal, "Your password is as it was")(before, {});
  await openSession(outcome.value, { secondFactor: shopper.secondFactor });
  return withDone("Your new password is saved. Everywhere else you are signed out.")(before, {});
}
