import { app } from "@/server/composition";
import { findOrderId, readOrder } from "@/server/domain/order/order.store";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { opensOrder } from "./order-access";
import { isStaff } from "./roles";
import type { SignedIn } from "./sessions";

/**
 * The id of an order for somebody who may see it: who has its key, its own customer, or staff. Everybody else hears the
 * same as for a number that does not exist.
 */
export async function openOrder(
  ctx: WithPorts,
  user: SignedIn | null,
  { number, accessToken }: { number: string; accessToken?: string | undefined },
): Promise<Id<"order">> {
  if (opensOrder(number, accessToken, app().env.AUTH_SECRET)) return findOrderId(ctx, number);
  const refused = new DomainError(
    "not_found",
    "There is no order with this number, or the link is not complete. Use the link from your e-mail.",
    { number },
  );
  if (!user) throw refused;
  const id = await findOrderId(ctx, number).catch(() => {
    throw refused;
  });
  if (isStaff(user.role)) return id;
  const order = await readOrder(ctx, id);
  if (user.customerId && order.customerId === user.customerId) return id;
  throw refused;
}
