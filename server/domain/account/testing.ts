import { openUserSession } from "@/server/auth/user-sessions";
import { asId, type Id } from "@/server/kernel/id";
import type { TestApp } from "@/server/testing";
import { userWithEmail } from "./account.store";
import { register } from "./register";
import { verifyEmail } from "./verify-email";

export const goodPassword = "four lemons in a drawer";

/** The newest link that was mailed to an address. */
export async function newestLink(shop: TestApp, email: string) {
  const [link] = await shop.rows<{ id: Id<"accountLink">; purpose: string; user_id: string | null }>(
    "select id, purpose, user_id from account_link where email = $1 order by id desc limit 1",
    [email],
  );
  if (!link) throw new Error(`No link was issued for ${email}.`);
  return link;
}

/** A shopper who has registered and proven their address. */
export async function shopperWith(shop: TestApp, email: string, name = "Ada Moreno") {
  await register(shop.ctx(), { email, name, password: goodPassword });
  const { id: linkId } = await newestLink(shop, email);
  const { customerId } = await verifyEmail(shop.ctx(), {
    linkId,
    password: goodPassword,
    acceptsMarketing: false,
  });
  const user = await userWithEmail(shop.ctx(), email);
  if (!user || !customerId) throw new Error("The account was not made.");
  return { id: user.id, customerId };
}

/** A browser in which this person is signed in. */
export const signedIn = (shop: TestApp, id: Id<"user">): Promise<Id<"session">> =>
  openUserSession(shop.ctx(), {
    user: { id: asId<"user">(id), role: "shopper" },
    secondFactorAt: null,
    complete: true,
    agent: "test",
    address: null,
  });
