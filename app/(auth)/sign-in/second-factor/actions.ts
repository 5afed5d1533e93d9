"use server";

import { redirect } from "next/navigation";
import type { SetUpState } from "@/components/second-factor/set-up";
import { runAction } from "@/server/actions/run-action";
import { visitorStanding } from "@/server/auth/gates";
import { openSession } from "@/server/auth/session-cookie";
import { actorOf } from "@/server/auth/sessions";
import { app, contextFor } from "@/server/composition";
import { giveSecondFactor } from "@/server/domain/second-factor/give-second-factor";
import { confirmSecondFactor } from "@/server/domain/second-factor/set-up-second-factor";
import { goesTo } from "./goes-to";

export type CodeState = { fault: string | null; round: number };

/** The second half of a sign-in. Whoever comes without the first half begins anew. */
export async function giveCodeAction(before: CodeState, form: FormData): Promise<CodeState> {
  const standing = await visitorStanding();
  const from = String(form.get("from") ?? "");
  if (!standing) redirect("/sign-in");
  if (standing.kind === "in") redirect(goesTo(standing.user.role, from));
  const owner = { userId: standing.user.id, authSecret: app().env.AUTH_SECRET };
  const given = await runAction("second-factor.give", () =>
    giveSecondFactor(contextFor(actorOf(standing.user)), owner, String(form.get("code") ?? "").slice(0, 40)),
  );
  if (!given.ok) return { fault: given.refusal.message, round: before.round + 1 };
  await openSession(given.value.user, { secondFactor: true });
  redirect(goesTo(standing.user.role, from));
}

/** Sets a second factor up, for whoever must have one before they are let in, and for whoever wants one. */
export async function setUpAction(before: SetUpState, form: FormData): Promise<SetUpState> {
  const standing = await visitorStanding();
  if (!standing || (standing.kind === "half" && standing.needs === "code")) redirect("/sign-in");
  const owner = { userId: standing.user.id, authSecret: app().env.AUTH_SECRET };
  const set = await runAction("second-factor.set-up", () =>
    confirmSecondFactor(
      contextFor(actorOf(standing.user)),
      owner,
      String(form.get("code") ?? "").slice(0, 40),
    ),
  );
  if (!set.ok) return { fault: set.refusal.message, codes: null, round: before.round + 1 };
  await openSession(set.value.user, { secondFactor: true });
  return { fault: null, codes: set.value.recoveryCodes, round: before.round + 1 };
}
