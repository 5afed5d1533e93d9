import { DomainError } from "../../kernel/errors";
import { formatMoney, money } from "../../kernel/money";
import type { OrderRow } from "./order.store";
import { carriageLeft, type GivenBack, type PaidBack, type RefundParts, refundOf } from "./refund-of";
import type { PaidLine } from "./refund-share";

type Line = PaidLine & {
  id: Parameters<typeof refundOf>[1][number]["id"];
  sku: string;
  title: string;
  cancelledQuantity: number;
  /** Units of it that have left; what has not is cancelled instead. */
  sent: number;
};

/** What a person wants to give back: units and carriage at what they cost, or an amount for nothing in particular. */
export type Asked = {
  lines: readonly GivenBack[];
  shipping: boolean;
  amount?: number | undefined;
};

/** Units of a line that can be given back: sent, and not paid back yet. */
export const refundableUnits = (line: Pick<Line, "id" | "sent">, before: PaidBack): number =>
  Math.max(0, line.sent - (before.units.get(line.id) ?? 0));

/** What a refund that a person asks for comes to; refuses what can't be given back, saying what can be done. */
export function decideRefund(
  order: Pick<OrderRow, "number" | "currency" | "shippingAmount" | "taxAmount" | "pricesIncludeTax">,
  lines: readonly Line[],
  before: PaidBack,
  asked: Asked,
  left: number,
): RefundParts {
  if (asked.amount !== undefined)
    return { amount: asked.amount, lines: [], shippingAmount: 0, cost: asked.amount };
  for (const { orderLineId } of asked.lines) {
    const line = lines.find((one) => one.id === orderLineId);
    if (!line)
      throw new DomainError("not_found", `Order ${order.number} has no such line. Load the page again.`, {
        field: "lines",
      });
    const wanted = asked.lines
      .filter((one) => one.orderLineId === orderLineId)
      .reduce((sum, one) => sum + one.quantity, 0);
    const open = refundableUnits(line, before);
    if (wanted > open)
      throw new DomainError("invalid_input", tooMany(line, open), {
        field: "lines",
        orderLineId,
        open,
      });
  }
  if (asked.shipping && carriageLeft(order, lines, before) === 0)
    throw new DomainError("invalid_input", "Shipping has cost nothing, or has been given back already.", {
      field: "shipping",
    });
  const parts = refundOf(order, lines, asked.lines, before, { shipping: asked.shipping, left });
  if (parts.cost === 0)
    throw new DomainError(
      "invalid_input",
      "What you chose has cost nothing; there is no money to give back.",
      {
        field: "lines",
      },
    );
  return parts;
}

function tooMany(line: Line, open: number): string {
  const unsent = line.quantity - line.cancelledQuantity - line.sent;
  if (unsent > 0)
    return open === 0
      ? `${line.title} has not been sent yet. Cancel it instead: that gives the money back and keeps it here.`
      : `Only ${open} of ${line.title} ${open === 1 ? "has" : "have"} been sent and not paid back. Cancel what has not been sent.`;
  return open === 0
    ? `All of ${line.title} has been paid back or cancelled already.`
    : `Only ${open} of ${line.title} can still be paid back; the rest is paid back or cancelled already.`;
}

/** Somebody else has given money back since this person looked. */
export const changedMeanwhile = (expected: number, amount: number, currency: string): DomainError =>
  new DomainError(
    "changed_meanwhile",
    `This comes to ${formatMoney(money(amount, currency))} by now, not ${formatMoney(money(expected, currency))}: something was given back meanwhile. Look again.`,
    { expected, amount },
  );
