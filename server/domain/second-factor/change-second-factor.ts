import { eq } from "drizzle-orm";
import { appUser } from "@/db/schema";
import { isStaff } from "@/server/auth/roles";
import { readSettings } from "@/server/domain/settings/settings";
import { fact, record } from "@/server/events/outbox";
import type { Ctx } from "@/server/kernel/ctx";
import { newRecoveryCodes } from "./codes";
import { recoveryDigest } from "./sealed";
import { type Owner, useCode } from "./second-factor.store";

/** Columns of somebody without a second factor. */
export const noFactor = { totpSecret: null, totpConfirmedAt: null, totpLastStep: null, recoveryCodes: [] };

/** Ten new recovery codes in the place of those that are left. Takes a code, like everything that weakens or renews. */
export const renewRecoveryCodes = (ctx: Ctx, owner: Owner, typed: string, now = new Date()) =>
  useCode(
    ctx,
    owner,
    typed,
    async (tx, user) => {
      const recoveryCodes = newRecoveryCodes();
      await tx.db
        .update(appUser)
        .set({ recoveryCodes: recoveryCodes.map((one) => recoveryDigest(one, user.id, owner.authSecret)) })
        .where(eq(appUser.id, user.id));
      return { recoveryCodes };
    },
    now,
  );

/** Turns somebody's own second factor off: to move to another phone, or, for a shopper, for good. */
export const removeSecondFactor = (ctx: Ctx, owner: Owner, typed: string, now = new Date()) =>
  useCode(
    ctx,
    owner,
    typed,
    async (tx, user) => {
      const { requireSecondFactor } = await readSettings(tx);
      await tx.db.update(appUser).set(noFactor).where(eq(appUser.id, user.id));
      await record(
        tx,
        fact("AccountSecurityChanged", { userId: user.id, change: "second_factor_off", email: user.email }),
      );
      return { mustSetUp: requireSecondFactor && isStaff(user.role) };
    },
    now,
  );
