import { redirect } from "next/navigation";
import type { Id } from "@/server/kernel/id";
import { visitorStanding } from "./gates";
import { isStaff } from "./roles";
import type { SignedIn } from "./sessions";

export type Shopper = SignedIn & {
  customerId: Id<"customer">;
  session: Id<"session">;
  /** Whether a second factor was given with this session. */
  secondFactor: boolean;
};

/** Lets a shopper into their account; others are sent to sign in, staff to their console. */
export async function accountGate(from = "/account"): Promise<Shopper> {
  const standing = await visitorStanding();
  const back = `?from=${encodeURIComponent(from)}`;
  if (!standing) redirect(`/sign-in${back}`);
  if (standing.kind === "half") redirect(`/sign-in/second-factor${back}`);
  const { user, session, secondFactor } = standing;
  if (isStaff(user.role)) redirect("/admin");
  if (!user.customerId) redirect("/register");
  return { ...user, customerId: user.customerId, session, secondFactor };
}
