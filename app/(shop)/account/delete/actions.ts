"use server";

import { redirect } from "next/navigation";
import { type FieldsState, withRefusal } from "@/components/forms/fields-state";
import { runAction } from "@/server/actions/run-action";
import { visitorAddress } from "@/server/auth/gates";
import { closeSession } from "@/server/auth/session-cookie";
import { deleteAccount } from "@/server/domain/account/delete-account";
import { withTries } from "../../../(auth)/tries";
import { formOwner } from "../form-context";

export async function deleteAccountAction(before: FieldsState, form: FormData): Promise<FieldsState> {
  const password = String(form.get("password") ?? "").slice(0, 1_000);
  const { ctx, shopper, count } = await formOwner();
  const outcome = await runAction("account.delete", async () => {
    await count();
    await withTries(ctx, shopper.id, await visitorAddress(), () => deleteAccount(ctx, shopper.id, password));
  });
  if (!outcome.ok) return withRefusal(outcome.refusal, "Your account is as it was")(before, {});
  await closeSession();
  redirect("/goodbye");
}
