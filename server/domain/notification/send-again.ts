import { desc, eq } from "drizzle-orm";
import { notification } from "@/db/schema";
import { isEmailName } from "@/emails/render";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { asId, type Id, newId } from "@/server/kernel/id";
import { repeatOr, whyNotAgain } from "./notification";
import type { SendAgainInput } from "./notification.schema";

/**
 * Has a message sent once more, to the address it went to or a corrected one. A policy sends it, so that nothing is lost
 * when the mail service is away; pressed twice it is sent once.
 */
export async function sendAgain(
  ctx: Ctx,
  { id, to }: SendAgainInput,
): Promise<{ id: Id<"notification">; to: string }> {
  return await inTransaction(ctx, async (tx) => {
    const [asked] = await tx.db
      .select()
      .from(notification)
      .where(eq(notification.id, asId<"notification">(id)));
    const rootId = asked?.repeatOf ?? asked?.id;
    const [root] = rootId
      ? await tx.db.select().from(notification).where(eq(notification.id, rootId)).for("update")
      : [];
    if (!asked || !root || !isEmailName(root.template))
      throw new DomainError("not_found", "There is no such message, or no longer such a mail.");
    const refused = whyNotAgain(root);
    if (refused) throw new DomainError("invalid_transition", refused);

    const recipient = to ?? asked.recipient;
    const repeats = await tx.db
      .select()
      .from(notification)
      .where(eq(notification.repeatOf, root.id))
      .orderBy(desc(notification.createdAt));
    const before = repeatOr(repeats, recipient, tx.now);
    if (before !== "another") return { id: before.id, to: recipient };

    const again = newId<"notification">();
    await tx.db.insert(notification).values({
      id: again,
      key: `again:${root.id}:${again}`,
      template: root.template,
      recipient,
      subject: root.subject,
      orderId: root.orderId,
      status: "intended",
      props: root.props,
      repeatOf: root.id,
      createdAt: tx.now,
    });
    await record(
      tx,
      fact("NotificationSendAsked", {
        notificationId: again,
        ...(root.orderId ? { orderId: root.orderId } : {}),
        template: root.template,
        recipient,
      }),
    );
    return { id: again, to: recipient };
  });
}
