import { and, eq, isNull, ne, or } from "drizzle-orm";
import { accountLink } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import type { Reader, TxCtx } from "@/server/kernel/ctx";
import { type Id, newId } from "@/server/kernel/id";
import type { LinkPurpose } from "@/server/ports";
import { type AccountLink, linkExpiry } from "./account-link";

/** What the person did that a link answers to; decides the words of the mail. */
export type LinkReason = "register" | "sign_in" | "forgot_password" | "change_email";

type Ask = { purpose: LinkPurpose; email: string; userId: Id<"user"> | null; because: LinkReason };

/** Writes a link and the event that mails it. The same two statements, whoever the address belongs to. */
export async function issueLink(
  tx: TxCtx,
  { purpose, email, userId, because }: Ask,
): Promise<Id<"accountLink">> {
  const id = newId<"accountLink">();
  const expiresAt = linkExpiry(purpose, tx.now);
  await tx.db
    .insert(accountLink)
    .values({ id, purpose, email, userId, createdBy: because, createdAt: tx.now, expiresAt });
  await record(tx, fact("AccountLinkIssued", { linkId: id, purpose }));
  return id;
}

export async function readLink(
  { db }: Pick<Reader, "db">,
  id: Id<"accountLink">,
): Promise<AccountLink | undefined> {
  const [row] = await db.select().from(accountLink).where(eq(accountLink.id, id));
  return row;
}

/** The link, locked until the transaction ends: two tabs use it once. */
export async function lockLink(tx: TxCtx, id: Id<"accountLink">): Promise<AccountLink | undefined> {
  const [row] = await tx.db.select().from(accountLink).where(eq(accountLink.id, id)).for("update");
  return row;
}

/** Marks a link as used and makes the other open ones of its owner void. */
export async function useLink(tx: TxCtx, { id, email }: AccountLink, userId: Id<"user">): Promise<void> {
  await tx.db.update(accountLink).set({ usedAt: tx.now }).where(eq(accountLink.id, id));
  await tx.db
    .update(accountLink)
    .set({ revokedAt: tx.now })
    .where(
      and(
        or(eq(accountLink.userId, userId), eq(accountLink.email, email)),
        ne(accountLink.id, id),
        ne(accountLink.purpose, "staff_invite"),
        isNull(accountLink.usedAt),
        isNull(accountLink.revokedAt),
      ),
    );
}

/** Makes open links of a person void: all that could open or move their account. */
export async function revokeLinks(tx: TxCtx, userId: Id<"user">, purpose?: LinkPurpose): Promise<void> {
  await tx.db
    .update(accountLink)
    .set({ revokedAt: tx.now })
    .where(
      and(
        eq(accountLink.userId, userId),
        purpose ? eq(accountLink.purpose, purpose) : undefined,
        isNull(accountLink.usedAt),
        isNull(accountLink.revokedAt),
      ),
    );
}
