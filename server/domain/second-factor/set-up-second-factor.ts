import { eq } from "drizzle-orm";
import { appUser } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newRecoveryCodes, newSecret, stepOf } from "./codes";
import { countTry, forgetTries } from "./factor-throttle";
import { recoveryDigest, seal } from "./sealed";
import { lockOwner, type Owner, openedSecret, wrongCode } from "./second-factor.store";

const standsAlready = () =>
  new DomainError(
    "invalid_transition",
    "This account has a second factor already. Turn it off first to set up another.",
  );

/** The secret that is to be scanned. One that was shown and not confirmed yet is shown again, so a reload changes nothing. */
export async function beginSecondFactor(
  ctx: Ctx,
  { userId, authSecret }: Owner,
): Promise<{ secret: string; email: string }> {
  return inTransaction(ctx, async (tx) => {
    const user = await lockOwner(tx, userId);
    if (user.totpConfirmedAt) throw standsAlready();
    const { email } = user;
    const shown = openedSecret(user.totpSecret, userId, authSecret);
    if (shown) return { secret: shown, email };
    const secret = newSecret();
    await tx.db
      .update(appUser)
      .set({ totpSecret: seal(secret, userId, authSecret) })
      .where(eq(appUser.id, userId));
    return { secret, email };
  });
}

/** Turns it on once a first code shows that the phone has it. Gives the recovery codes, which are never shown again. */
export async function confirmSecondFactor(
  ctx: Ctx,
  { userId, authSecret }: Owner,
  code: string,
  now = new Date(),
) {
  await countTry(ctx.db, userId);
  const result = await inTransaction(ctx, async (tx) => {
    const user = await lockOwner(tx, userId);
    if (user.totpConfirmedAt) throw standsAlready();
    const secret = openedSecret(user.totpSecret, userId, authSecret);
    const step = secret ? stepOf(secret, code, now, null) : null;
    if (step === null) throw wrongCode();
    const recoveryCodes = newRecoveryCodes();
    await tx.db
      .update(appUser)
      .set({
        totpConfirmedAt: now,
        totpLastStep: step,
        recoveryCodes: recoveryCodes.map((one) => recoveryDigest(one, userId, authSecret)),
      })
      .where(eq(appUser.id, userId));
    await record(
      tx,
      fact("AccountSecurityChanged", { userId, change: "second_factor_on", email: user.email }),
    );
    return { recoveryCodes, user };
  });
  await forgetTries(ctx.db, userId);
  return result;
}
