import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { unblock } from "./mail-block.store";

/** Lets mail through to an address that came back or complained; false when nothing was stopped. */
export const liftBlock = (ctx: Ctx, email: string): Promise<boolean> =>
  inTransaction(ctx, (tx) => unblock(tx, email, "all"));
