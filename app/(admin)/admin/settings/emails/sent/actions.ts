"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { SendAgainState } from "@/components/admin/mail/send-again-form";
import { runAction } from "@/server/actions/run-action";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { emailSchema } from "@/server/domain/customer/customer.schema";
import { liftBlock } from "@/server/domain/notification/lift-block";
import { sendAgainSchema } from "@/server/domain/notification/notification.schema";
import { sendAgain } from "@/server/domain/notification/send-again";

const path = "/admin/settings/emails/sent";

/** Sends a mail once more and shows the one that went out. */
export async function sendMailAgain(before: SendAgainState, form: FormData): Promise<SendAgainState> {
  await staffGate("manager", path);
  const to = String(form.get("to") ?? "");
  const again = (fault: string): SendAgainState => ({ to, fault, round: before.round + 1 });
  const input = sendAgainSchema.safeParse({ id: form.get("id"), to });
  if (!input.success) return again(input.error.issues[0]?.message ?? "Look at the address again.");
  const ctx = await visitorContext();
  const outcome = await runAction("mail.again", () => sendAgain(ctx, input.data));
  if (!outcome.ok) return again(outcome.refusal.message);
  redirect(`${path}/${outcome.value.id}?state=asked`);
}

/** Lets mail through again to an address that came back. */
export async function letMailThrough(form: FormData): Promise<void> {
  await staffGate("manager", path);
  const email = emailSchema.safeParse(form.get("email"));
  const ctx = await visitorContext();
  if (email.success) await runAction("mail.lift", () => liftBlock(ctx, email.data));
  revalidatePath(path, "layout");
}
