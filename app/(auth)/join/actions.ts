"use server";

import { redirect } from "next/navigation";
import { type FieldsState, withRefusal } from "@/components/forms/fields-state";
import { runAction } from "@/server/actions/run-action";
import { counted } from "@/server/auth/gates";
import { openSession } from "@/server/auth/session-cookie";
import { contextFor } from "@/server/composition";
import { linkRefusals } from "@/server/domain/account/account-link";
import { joinStaff } from "@/server/domain/staff/join-staff";
import { DomainError } from "@/server/kernel/errors";
import { linkOf } from "../link";

/** Takes an invitation up, signs its reader in, and goes on to the second factor, which some shops leave optional. */
export async function joinAction(before: FieldsState, form: FormData): Promise<FieldsState> {
  const id = linkOf(form.get("link"));
  const ctx = contextFor({ kind: "shopper" });
  const outcome = await runAction("staff.join", async () => {
    await counted(ctx, "calls");
    if (!id) throw new DomainError("not_found", linkRefusals.unknown);
    return joinStaff(ctx, id, String(form.get("password") ?? "").slice(0, 1_000));
  });
  if (!outcome.ok) return withRefusal(outcome.refusal, "You have not joined yet")(before, {});
  await openSession(outcome.value);
  redirect("/sign-in/second-factor");
}
