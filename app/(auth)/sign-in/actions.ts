"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { runAction } from "@/server/actions/run-action";
import { visitorAddress } from "@/server/auth/gates";
import { localPath } from "@/server/auth/local-path";
import { spend } from "@/server/auth/rate-limits";
import { closeSession, openSession } from "@/server/auth/session-cookie";
import { addressOf, credentials, signIn } from "@/server/auth/sessions";
import { contextFor } from "@/server/composition";
import { askToVerifyAgain } from "@/server/domain/account/ask-to-verify-again";
import { signInFault } from "./faults";
import { goesTo } from "./second-factor/goes-to";

export type SignInState = { email: string; fault: string | null };

/** Signs in and goes on. A wrong e-mail and a wrong password read the same, so nobody learns who has an account. */
export async function signInAction(_: SignInState, form: FormData): Promise<SignInState> {
  const typed = String(form.get("email") ?? "");
  const parsed = credentials.safeParse({ email: typed, password: form.get("password") });
  const refused = (code: string) => ({ email: typed, fault: signInFault(code) });
  if (!parsed.success) return refused("CredentialsSignin");

  const forwarded = (await headers()).get("x-forwarded-for") ?? undefined;
  let user: Awaited<ReturnType<typeof signIn>>;
  try {
    user = await signIn(parsed.data, addressOf({ "x-forwarded-for": forwarded }));
  } catch (error) {
    const code = error instanceof Error ? error.message : "";
    if (code.startsWith("throttled:")) return refused(code);
    if (code === "unverified") return refused(await linkSentAgain(parsed.data.email));
    throw error;
  }
  if (!user) return refused("CredentialsSignin");

  const from = localPath(String(form.get("from") ?? ""));
  const needs = await openSession(user);
  if (needs) redirect(`/sign-in/second-factor${from ? `?from=${encodeURIComponent(from)}` : ""}`);
  redirect(goesTo(user.role, from ?? ""));
}

/** They have the right password and not yet proven their address: the link goes out once more, as often as mails may. */
async function linkSentAgain(email: string): Promise<string> {
  const ctx = contextFor({ kind: "shopper" });
  const outcome = await runAction("account.verify-again", async () => {
    await spend(ctx, "mails", await visitorAddress(), email);
    await askToVerifyAgain(ctx, email);
  });
  return outcome.ok ? "unverified:sent" : "unverified";
}

export async function signOutAction(): Promise<void> {
  await closeSession();
  redirect("/sign-in");
}
