"use server";

import { redirect } from "next/navigation";
import { isEmailName } from "@/emails/render";
import { runAction } from "@/server/actions/run-action";
import { counted, staffGate, visitorContext } from "@/server/auth/gates";
import { sendSample } from "@/server/domain/notification/send-sample";
import { DomainError } from "@/server/kernel/errors";

const path = "/admin/settings/emails";

/** Sends a preview to whoever looks at it. */
export async function sendTest(form: FormData): Promise<void> {
  const { email } = await staffGate("admin", path);
  const template = String(form.get("template"));
  const ctx = await visitorContext();
  const outcome = await runAction("mail.test", async () => {
    if (!isEmailName(template)) throw new DomainError("not_found", "There is no such mail.");
    await counted(ctx, "mails");
    await sendSample(ctx, template, email);
  });
  redirect(`${path}?${new URLSearchParams({ template, state: outcome.ok ? "sent" : "refused" })}`);
}
