import { lockMoney } from "@/server/domain/payment/refundable";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";
import {
  cancelledBefore,
  cancelPart,
  lockOpenShipments,
  type PartlyCancelled,
  type PartRequest,
} from "./cancel-part";
import { assertPartCancellable } from "./order";
import { lockOrder } from "./order.store";
import { type Choice, chooseUnits } from "./part-cancellation";
import { linesOf, openUnitsOf } from "./part-cancellation.store";

type Request = Omit<PartRequest, "key"> & {
  key?: string | undefined;
  lines: readonly { orderLineId: string; quantity: number }[];
  /** False for staff who may not decide about money. */
  mayRefund?: boolean;
};

/**
 * Cancels some units of a paid order that have not left, with their exact refund; the rest goes on. Under one `key` it
 * happens once.
 */
export function cancelUnits(ctx: Ctx, orderId: Id<"order">, request: Request): Promise<PartlyCancelled> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, orderId);
    refuseWithoutManager(order.number, request.mayRefund);
    const key = request.key ?? newId();
    const known = await cancelledBefore(tx, order, key);
    if (known) return known;
    assertPartCancellable(order);
    const paid = await lockMoney(tx, orderId);
    const shipments = await lockOpenShipments(tx, orderId);
    const choice = chooseUnits(request.lines, await openUnitsOf(tx, orderId));
    if (!choice.ok) throw refusal(choice, order.number, await linesOf(tx, orderId));
    return cancelPart(tx, order, { paid, shipments }, choice.taken, choice.nothingLeft, { ...request, key });
  });
}

export function refuseWithoutManager(number: string, mayRefund: boolean | undefined): void {
  if (mayRefund !== false) return;
  throw new DomainError(
    "forbidden",
    `Order ${number} is paid; cancelling a part of it refunds money, and that needs a manager.`,
    { needed: "manager" },
  );
}

/** Why these units can't be cancelled, and what can be done about it. */
export function refusal(
  choice: Extract<Choice, { ok: false }>,
  number: string,
  lines: readonly { id: string; title: string }[],
): DomainError {
  if ("shipment" in choice)
    return new DomainError(
      "invalid_transition",
      `${choice.shipment} is packed with more in it than you cancel. Open its box first, or cancel all of it.`,
      { shipment: choice.shipment },
    );
  const title = lines.find((line) => line.id === choice.orderLineId)?.title;
  return title === undefined
    ? new DomainError("not_found", `Order ${number} has no such line. Load the page again.`, {
        field: "lines",
      })
    : new DomainError(
        "invalid_input",
        choice.open === 0
          ? `Nothing of ${title} is left to cancel: it has left, or is cancelled already.`
          : `Only ${choice.open} of ${title} ${choice.open === 1 ? "has" : "have"} not left yet; no more than that can be cancelled.`,
        { field: "lines", orderLineId: choice.orderLineId, open: choice.open },
      );
}
