import { type ExpiredLot, expireLot } from "@/server/domain/inventory/expire-lot";
import { asId } from "@/server/kernel/id";
import { policy } from "./policy";

export default policy({
  id: "mark-units-unavailable-when-inventory-expired",
  when: "InventoryExpired",
  rule: "When a lot goes past its date, stop selling it, and move or stop the orders that held it.",
  async then(ctx, { lotId, lot }) {
    const expired = await expireLot(ctx, { lotId: asId(lotId) });
    // Not a refusal: the money's outcome is known within the minute, and this is then tried again.
    if (expired.orders.payment_in_flight > 0)
      throw new Error(`An order that holds lot ${lot} is being paid this moment.`);
    const reason = tell(expired);
    return reason
      ? { outcome: "done", reason: `Lot ${lot}: ${reason}.`, command: "ExpireLot" }
      : { outcome: "nothing_to_do", reason: `Lot ${lot} had nothing left to sell or to send.` };
  },
});

const count = (n: number, one: string, many: string): string[] =>
  n > 0 ? [`${n} ${n === 1 ? one : many}`] : [];

const tell = ({ unavailable, orders }: ExpiredLot): string =>
  [
    ...count(unavailable, "unit made unavailable", "units made unavailable"),
    ...count(orders.moved, "order given other units", "orders given other units"),
    ...count(orders.cancelled, "unpaid order cancelled", "unpaid orders cancelled"),
    ...count(orders.held, "paid order held for a manager", "paid orders held for a manager"),
  ].join(", ");
