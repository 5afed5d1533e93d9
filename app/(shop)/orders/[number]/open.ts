import { notFound } from "next/navigation";
import { currentUser, visitorContext } from "@/server/auth/gates";
import { openOrder } from "@/server/auth/open-order";
import { orderNumberSchema } from "@/server/domain/order/order.schema";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";

/** The order behind a link, for whoever may see it; everybody else gets the page that explains the link. */
export async function orderBehind(
  given: string,
  key: string | undefined,
): Promise<{ ctx: WithPorts; id: Id<"order">; number: string; link: string }> {
  const parsed = orderNumberSchema.safeParse(decodeURIComponent(given));
  if (!parsed.success) notFound();
  const number = parsed.data;
  const [ctx, user] = await Promise.all([visitorContext(), currentUser()]);
  try {
    const id = await openOrder(ctx, user, { number, accessToken: key?.slice(0, 200) });
    return { ctx, id, number, link: ctx.links.order(number, id) };
  } catch (error) {
    if (error instanceof DomainError && error.kind === "not_found") notFound();
    throw error;
  }
}
