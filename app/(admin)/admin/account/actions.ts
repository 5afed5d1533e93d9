"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { type FormState, refused, typedIn } from "@/components/admin/purchasing/form-state";
import { type FieldsState, withDone, withRefusal } from "@/components/forms/fields-state";
import type { SetUpState } from "@/components/second-factor/set-up";
import { runAction } from "@/server/actions/run-action";
import { counted, currentSession, staffGate, visitorContext, visitorStanding } from "@/server/auth/gates";
import { openSession } from "@/server/auth/session-cookie";
import { endOtherSessions, endSession } from "@/server/auth/user-sessions";
import { app } from "@/server/composition";
import { changePassword } from "@/server/domain/account/change-password";
import { removeSecondFactor, renewRecoveryCodes } from "@/server/domain/second-factor/change-second-factor";
import { inTransaction } from "@/server/kernel/ctx";

const home = "/admin/account";

async function me() {
  const user = await staffGate("warehouse", home);
  return { user, ctx: await visitorContext(), owner: { userId: user.id, authSecret: app().env.AUTH_SECRET } };
}

/** Every other browser is signed out; this one goes on with a new session. */
export async function changePasswordAction(before: FieldsState, form: FormData): Promise<FieldsState> {
  const { user, ctx } = await me();
  const standing = await visitorStanding();
  const text = (name: string) => String(form.get(name) ?? "").slice(0, 1_000);
  const outcome = await runAction("account.change-password", async () => {
    await counted(ctx, "calls");
    return changePassword(ctx, user.id, { current: text("current"), password: text("password") });
  });
  if (!outcome.ok) return withRefusal(outcome.refusal, "The password is as it was")(before, {});
  await openSession(outcome.value, { secondFactor: standing?.kind === "in" && standing.secondFactor });
  return withDone("Your new password is saved. Every other browser is signed out.")(before, {});
}

export async function renewCodesAction(before: SetUpState, form: FormData): Promise<SetUpState> {
  const { ctx, owner } = await me();
  const round = before.round + 1;
  const outcome = await runAction("second-factor.renew", () => renewRecoveryCodes(ctx, owner, codeIn(form)));
  if (!outcome.ok) return { fault: outcome.refusal.message, codes: null, round };
  return { fault: null, codes: outcome.value.recoveryCodes, round };
}

export async function removeFactorAction(before: SetUpState, form: FormData): Promise<SetUpState> {
  const { ctx, owner } = await me();
  const outcome = await runAction("second-factor.remove", () => removeSecondFactor(ctx, owner, codeIn(form)));
  if (!outcome.ok) return { fault: outcome.refusal.message, codes: null, round: before.round + 1 };
  redirect(`/sign-in/second-factor?from=${home}`);
}

export async function endSessionAction(_: FormState, form: FormData): Promise<FormState> {
  const { user, ctx } = await me();
  const typed = typedIn(form);
  const ended = await runAction("session.end", () =>
    inTransaction(ctx, (tx) => endSession(tx, user.id, typed.id ?? "")),
  );
  if (!ended.ok) return refused(typed, ended.refusal);
  revalidatePath(home);
  redirect(`${home}?said=ended#sessions`);
}

export async function endOthersAction(_: FormState, form: FormData): Promise<FormState> {
  const { user, ctx } = await me();
  const here = await currentSession();
  const ended = await runAction("session.end-others", async () =>
    here ? inTransaction(ctx, (tx) => endOtherSessions(tx, user.id, here)) : 0,
  );
  if (!ended.ok) return refused(typedIn(form), ended.refusal);
  revalidatePath(home);
  redirect(`${home}?said=others#sessions`);
}

const codeIn = (form: FormData): string => String(form.get("code") ?? "").slice(0, 40);
