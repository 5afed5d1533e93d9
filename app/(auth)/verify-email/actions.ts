"use server";

import { redirect } from "next/navigation";
import { type FieldsState, typedIn, withFaults, withRefusal } from "@/components/forms/fields-state";
import { runAction } from "@/server/actions/run-action";
import { visitorAddress } from "@/server/auth/gates";
import { openSession } from "@/server/auth/session-cookie";
import { contextFor } from "@/server/composition";
import { verifySchema } from "@/server/domain/account/account.schema";
import { linkRefusals } from "@/server/domain/account/account-link";
import { verifyEmail } from "@/server/domain/account/verify-email";
import { DomainError } from "@/server/kernel/errors";
import { linkOf } from "../link";
import { withTries } from "../tries";

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
    const { password, news } = parsed.data;
    return withTries(ctx, linkId, address, () =>
      verifyEmail(ctx, { linkId, password, acceptsMarketing: news === "on" }),
    );
  });
  if (!outcome.ok) return withRefusal(outcome.refusal, "Not confirmed")(before, values);
  await openSession(outcome.value);
  redirect("/account?welcome=1");
}
