import { eq } from "drizzle-orm";
import { appUser } from "@/db/schema";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { recoveryCodeIn, stepOf } from "./codes";
import { countTry, forgetTries } from "./factor-throttle";
import { recoveryDigest, unseal } from "./sealed";

/** Whoever a factor belongs to, and the app's secret that it is kept under. */
export type Owner = { userId: Id<"user">; authSecret: string };

/** The owner's row, locked until the transaction ends: a code that two windows send at once is good in one of them. */
export async function lockOwner(tx: TxCtx, id: Id<"user">): Promise<typeof appUser.$inferSelect> {
  const [user] = await tx.db.select().from(appUser).where(eq(appUser.id, id)).for("update");
  if (!user?.active) throw new DomainError("not_found", "This account is not there any more.");
  return user;
}

export const wrongCode = () =>
  new DomainError("invalid_input", "This code is not right. Use the newest one that your app shows.", {
    field: "code",
  });

type Given = { by: "code"; step: number } | { by: "recovery"; left: string[] };

/**
 * Checks a code of a confirmed factor, or a recovery code, and uses it up. `then` runs in the same transaction, under the
 * owner's lock.
 */
export async function useCode<T>(
  ctx: Ctx,
  { userId, authSecret }: Owner,
  typed: string,
  then: (tx: TxCtx, user: typeof appUser.$inferSelect, given: Given) => Promise<T>,
  now = new Date(),
): Promise<T> {
  await countTry(ctx.db, userId);
  const result = await inTransaction(ctx, async (tx) => {
    const user = await lockOwner(tx, userId);
    const given = read(user, authSecret, typed, now);
    if (!given) throw wrongCode();
    await tx.db
      .update(appUser)
      .set(given.by === "code" ? { totpLastStep: given.step } : { recoveryCodes: given.left })
      .where(eq(appUser.id, userId));
    return then(tx, user, given);
  });
  await forgetTries(ctx.db, userId);
  return result;
}

function read(user: typeof appUser.$inferSelect, authSecret: string, typed: string, now: Date): Given | null {
  if (!user.totpSecret || !user.totpConfirmedAt) return null;
  const secret = openedSecret(user.totpSecret, user.id, authSecret);
  const step = secret && stepOf(secret, typed, now, user.totpLastStep);
  if (step) return { by: "code", step };
  const code = recoveryCodeIn(typed);
  const digest = code && recoveryDigest(code, user.id, authSecret);
  return digest && user.recoveryCodes.includes(digest)
    ? { by: "recovery", left: user.recoveryCodes.filter((one) => one !== digest) }
    : null;
}

/** Null for one that was sealed under another AUTH_SECRET: no code can be right any more, and it has to be set up anew. */
export function openedSecret(sealed: string | null, userId: Id<"user">, authSecret: string): string | null {
  try {
    return sealed && unseal(sealed, userId, authSecret);
  } catch {
    return null;
  }
}
