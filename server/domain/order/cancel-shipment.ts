import { lockMoney } from "@/server/domain/payment/refundable";
import { assertCanMove } from "@/server/domain/shipment/shipment";
import { findShipment } from "@/server/domain/shipment/shipment.store";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/id";
import {
  cancelledBefore,
  cancelPart,
  lockOpenShipments,
  type PartlyCancelled,
  type PartRequest,
} from "./cancel-part";
import { refuseWithoutManager } from "./cancel-units";
import { assertPartCancellable } from "./order";
import { lockOrder } from "./order.store";
import { allOfShipment, unitsIn } from "./part-cancellation";
import { openUnitsOf } from "./part-cancellation.store";

type Request = Omit<PartRequest, "key"> & { key?: string | undefined; mayRefund?: boolean };

/** Cancels all that one shipment was to bring, also when its box is closed; its label is given back by a policy. */
export function cancelShipment(ctx: Ctx, name: string, request: Request): Promise<PartlyCancelled> {
  return inTransaction(ctx, async (tx) => {
    const { id, orderId } = await findShipment(tx, name);
    const order = await lockOrder(tx, orderId);
    refuseWithoutManager(order.number, request.mayRefund);
    const key = request.key ?? newId();
    const known = await cancelledBefore(tx, order, key);
    if (known) return known;
    const paid = await lockMoney(tx, orderId);
    const shipments = await lockOpenShipments(tx, orderId);
    if (!shipments.some((row) => row.id === id)) assertCanMove(await findShipment(tx, name), "cancelled");
    assertPartCancellable(order);
    const open = await openUnitsOf(tx, orderId);
    const taken = allOfShipment(id, open);
    if (taken.length === 0) throw new DomainError("invalid_transition", `${name} brings nothing.`, {});
    const nothingLeft = unitsIn(taken) === unitsIn(open);
    return cancelPart(tx, order, { paid, shipments }, taken, nothingLeft, { ...request, key });
  });
}
