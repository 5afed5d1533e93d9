import type { RefundedLine } from "../../../db/schema/payment";
import { allocate } from "../../kernel/money";
import type { OrderRow } from "./order.store";
import { carriageOf, type PaidLine, refundShare } from "./refund-share";

type Line = PaidLine & { id: RefundedLine["orderLineId"]; sku: string; cancelledQuantity: number };
type Order = Pick<OrderRow, "shippingAmount" | "taxAmount" | "pricesIncludeTax">;

/** Units of a line whose money goes back, and what becomes of them. */
export type GivenBack = { orderLineId: string; quantity: number; goods: RefundedLine["goods"] };

/** What has gone back of an order, units that were cancelled not counted: those stand on their lines. */
export type PaidBack = { units: ReadonlyMap<string, number>; carriage: number };

/** What a refund is made of: lines and carriage add up to its amount. */
export type RefundParts = {
  amount: number;
  lines: RefundedLine[];
  shippingAmount: number;
  /** What the lines and the carriage had cost; more than `amount` when some of it went back before, for nothing named. */
  cost: number;
};

/**
 * What goes back for units of an order and its carriage: their exact shares of what was paid, and never more than is
 * left of its money.
 */
export function refundOf(
  order: Order,
  lines: readonly Line[],
  given: readonly GivenBack[],
  before: PaidBack,
  money: { shipping: boolean; left: number },
): RefundParts {
  const parts = lines.flatMap((line) => {
    const ofLine = given.filter(({ orderLineId, quantity }) => orderLineId === line.id && quantity > 0);
    let gone = goneOf(line, before);
    return ofLine.map(({ quantity, goods }) => {
      const cost = refundShare(line, gone, quantity, order.pricesIncludeTax);
      gone += quantity;
      return { orderLineId: line.id, sku: line.sku, quantity, goods, cost };
    });
  });
  const carriage = money.shipping ? carriageLeft(order, lines, before) : 0;
  const costs = [...parts.map((part) => part.cost), carriage];
  const cost = costs.reduce((sum, one) => sum + one, 0);
  const amount = Math.min(money.left, cost);
  const shares = amount < cost ? allocate(amount, costs) : costs;
  return {
    amount,
    cost,
    lines: parts.map(({ cost: _, ...part }, i) => ({ ...part, amount: shares[i] ?? 0 })),
    shippingAmount: shares.at(-1) ?? 0,
  };
}

/** Units of a line whose money has gone back, for whatever reason. */
export const goneOf = (line: Pick<Line, "id" | "cancelledQuantity">, before: PaidBack): number =>
  line.cancelledQuantity + (before.units.get(line.id) ?? 0);

/** What was paid for carriage and has not gone back. */
export const carriageLeft = (
  order: Order,
  lines: readonly Pick<PaidLine, "taxAmount">[],
  before: PaidBack,
): number => Math.max(0, carriageOf(order, lines) - before.carriage);

/** Everything of an order whose money has not gone back yet, for when all of it does. */
export const restOf = (
  lines: readonly Pick<Line, "id" | "quantity" | "cancelledQuantity">[],
  before: PaidBack,
  goods: RefundedLine["goods"],
): GivenBack[] =>
  lines.map((line) => ({ orderLineId: line.id, quantity: line.quantity - goneOf(line, before), goods }));
