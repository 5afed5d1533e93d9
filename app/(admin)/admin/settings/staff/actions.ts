"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { type FormState, notUnderstood, refused, typedIn } from "@/components/admin/purchasing/form-state";
import { runAction } from "@/server/actions/run-action";
import { staffGate, visitorContext } from "@/server/auth/gates";
import {
  changeRole,
  deactivate,
  reactivate,
  resetSecondFactor,
  signOutEverywhere,
} from "@/server/domain/staff/change-staff";
import { inviteAgain, inviteStaff, revokeInvitation } from "@/server/domain/staff/invite-staff";
import { inviteSchema, roleSchema } from "@/server/domain/staff/staff.schema";
import type { Ctx } from "@/server/kernel/ctx";
import { asId, type Id } from "@/server/kernel/id";

const home = "/admin/settings/staff";

export async function inviteAction(_: FormState, form: FormData): Promise<FormState> {
  await staffGate("admin", home);
  const typed = typedIn(form);
  const parsed = inviteSchema.safeParse(typed);
  if (!parsed.success) return notUnderstood(typed, parsed.error.issues);
  const ctx = await visitorContext();
  const outcome = await runAction("staff.invite", () => inviteStaff(ctx, parsed.data));
  if (!outcome.ok) return refused(typed, outcome.refusal);
  redirect(`${home}?said=invited`);
}

/** One step about a row that the form names; then back to a page that says it is done. */
async function step<Kind extends string>(
  form: FormData,
  name: string,
  said: string,
  work: (ctx: Ctx, id: Id<Kind>, typed: Record<string, string>) => Promise<unknown>,
  to = home,
): Promise<FormState> {
  await staffGate("admin", home);
  const typed = typedIn(form);
  const id = z.uuid().safeParse(typed.id).data;
  if (!id) return refused(typed, { message: "This page is not complete. Open it again.", details: {} });
  const ctx = await visitorContext();
  const outcome = await runAction(`staff.${name}`, () => work(ctx, asId<Kind>(id), typed));
  if (!outcome.ok) return refused(typed, outcome.refusal);
  revalidatePath(home, "layout");
  redirect(`${to === home ? home : `${home}/${id}`}?said=${said}`);
}

export const inviteAgainAction = async (_: FormState, form: FormData) =>
  step<"accountLink">(form, "inviteAgain", "again", inviteAgain);

export const revokeInvitationAction = async (_: FormState, form: FormData) =>
  step<"accountLink">(form, "revokeInvitation", "revoked", revokeInvitation);

export const changeRoleAction = async (_: FormState, form: FormData) =>
  step<"user">(
    form,
    "changeRole",
    "role",
    (ctx, id, { role }) => changeRole(ctx, id, roleSchema.parse(role)),
    "person",
  );

export const deactivateAction = async (_: FormState, form: FormData) =>
  step<"user">(form, "deactivate", "out", deactivate, "person");

export const reactivateAction = async (_: FormState, form: FormData) =>
  step<"user">(form, "reactivate", "in", reactivate, "person");

export const resetFactorAction = async (_: FormState, form: FormData) =>
  step<"user">(form, "resetSecondFactor", "factor", resetSecondFactor, "person");

export const signOutEverywhereAction = async (_: FormState, form: FormData) =>
  step<"user">(form, "signOutEverywhere", "ended", signOutEverywhere, "person");
