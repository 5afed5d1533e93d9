"use server";

import { redirect } from "next/navigation";
import { runAction } from "@/server/actions/run-action";
import { counted } from "@/server/auth/gates";
import { isMailTopic, readMailChoices } from "@/server/auth/mail-choices";
import { app, contextFor } from "@/server/composition";
import { chooseMails } from "@/server/domain/notification/choose-mails";

/** Keeps what was ticked. Whoever holds the link decides, signed in or not: it was mailed to that address alone. */
export async function saveChoices(form: FormData): Promise<void> {
  const [to, key] = [String(form.get("to") ?? ""), String(form.get("key") ?? "")];
  const email = readMailChoices({ to, key }, app().env.AUTH_SECRET);
  const wanted = form.get("none") ? [] : form.getAll("topic").map(String).filter(isMailTopic);
  const outcome = await runAction("mail.choose", async () => {
    if (!email) return;
    const ctx = contextFor({ kind: "shopper" });
    await counted(ctx, "calls");
    await chooseMails(ctx, email, wanted);
  });
  const state = outcome.ok ? "saved" : "refused";
  redirect(`/mail-choices?${new URLSearchParams({ to, key, state })}`);
}
