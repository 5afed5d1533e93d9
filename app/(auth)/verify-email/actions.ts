"use server";

import { redirect } from "next/navigation";
import { type FieldsState, typedIn, withFaults, withRefusal } from "@/components/forms/fields-state";
import { runAction } from "@/server/actions/run-action";
import { visitorAddress } from "@/server/auth/gates";
import { openSession } from "@/server/auth/session-cookie";
import { noteFailedSignIn, noteSignIn, signInWait } from "@/server/auth/sign-in-throttle";
import { contextFor } from "@/server/composition";
import { verifySchema } from "@/server/domain/account/account.schema";
import { linkRefusals } from "@/server/domain/account/account-link";
import { verifyEmail } from "@/server/domain/account/verify-email";
import { DomainError } from "@/server/kernel/errors";
import { linkOf } from "../link";
import { signInFault } from "../sign-in/faults";

/** Proves the address and signs in. Wrong passwords count as they do at the sign-in. */
export async function verifyEmailAction(before: FieldsState, form: FormData): Promise<FieldsState> {
  const values = typedIn(form, ["news"]);
  const parsed = verifySchema.safeParse({
    password: String(form.get("password") ?? ""),
    news: form.get("news") ?? undefined,
  });
  if (!parsed.success) return withFaults(parsed.error)(before, values);
  const linkId = linkOf(form.get("link"));
  const ctx = contextFor({ kind: "shopper" });
  const outcome = await runAction("account.verify-email", async () => {
    if (!linkId) throw new DomainError("not_found", linkRefusals.unknown);
    const address = await visitorAddress();
    const wait = await signInWait(ctx.db, linkId, address);
    if (wait > 0) throw new DomainError("rate_limited", signInFault(`throttled:${wait}`));
    const { password, news } = parsed.data;
    try {
      const user = await verifyEmail(ctx, { linkId, password, acceptsMarketing: news === "on" });
      await noteSignIn(ctx.db, linkId, address);
      return user;
    } catch (error) {
      if (error instanceof DomainError && error.kind === "unauthenticated")
        await noteFailedSignIn(ctx.db, linkId, address);
      throw error;
    }
  });
  if (!outcome.ok) return withRefusal(outcome.refusal, "Not confirmed")(before, values);
  await openSession(outcome.value);
  redirect("/account?welcome=1");
}
