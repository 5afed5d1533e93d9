import { fact, record } from "@/server/events/outbox";
import type { Ctx } from "@/server/kernel/ctx";
import { type Owner, useCode } from "./second-factor.store";

/** The second half of a sign-in: a code from the phone, or a recovery code, of which the owner is told. */
export const giveSecondFactor = (ctx: Ctx, owner: Owner, typed: string, now = new Date()) =>
  useCode(
    ctx,
    owner,
    typed,
    async (tx, user, given) => {
      if (given.by === "recovery")
        await record(
          tx,
          fact("AccountSecurityChanged", {
            userId: user.id,
            change: "recovery_code_used",
            email: user.email,
          }),
        );
      return {
        user,
        recoveryCodesLeft: given.by === "recovery" ? given.left.length : user.recoveryCodes.length,
      };
    },
    now,
  );
