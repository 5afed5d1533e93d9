import { proportion } from "../../kernel/money";

/** What was paid for a line, as the order keeps it. */
export type PaidLine = {
  quantity: number;
  unitAmount: number;
  discountAmount: number;
  taxAmount: number;
};

/**
 * What `units` of a line cost, by its own figures: price, less their share of the discount, and their share of the tax
 * where prices don't include it.
 */
const costOf = (line: PaidLine, units: number, pricesIncludeTax: boolean): number =>
  line.unitAmount * units -
  proportion(line.discountAmount, units, line.quantity) +
  (pricesIncludeTax ? 0 : proportion(line.taxAmount, units, line.quantity));

/**
 * What goes back for `units` more of a line, of which `before` are cancelled already. Shares are rounded on the running
 * sum, so that units cancelled one by one come to the same as all at once, to the cent.
 */
export const refundShare = (
  line: PaidLine,
  before: number,
  units: number,
  pricesIncludeTax: boolean,
): number => costOf(line, before + units, pricesIncludeTax) - costOf(line, before, pricesIncludeTax);

/** What was paid for carriage, with its tax: what of the order's tax is not its lines'. */
export const carriageOf = (
  order: { shippingAmount: number; taxAmount: number; pricesIncludeTax: boolean },
  lines: readonly Pick<PaidLine, "taxAmount">[],
): number =>
  order.shippingAmount +
  (order.pricesIncludeTax ? 0 : order.taxAmount - lines.reduce((tax, line) => tax + line.taxAmount, 0));
