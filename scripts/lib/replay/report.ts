import { formatMoney, money } from "@/server/kernel/money";
import { isCharge, leastPayable, outsideReasons, type Plan } from "./plan";
import { pennies, type RetailLine } from "./retail-file";
import type { World } from "./world";

export type Row = { what: string; files: string; holdfast: string; equal: boolean };

type Sums = {
  orders: number;
  lines: number;
  units: number;
  unitsBack: number;
  corrections: number;
  unpaid: number;
  /** In ten-thousandths of a pound. */
  revenue: number;
  refunds: number;
};

/** What the files say when they are simply added up, against what the shop's own tables say afterwards. */
export async function compare(world: World, lines: readonly RetailLine[], plan: Plan): Promise<Row[]> {
  const files = plainSums(lines);
  const shop = await shopSums(world);
  const outside = plan.outside.map((one) => one.amount);
  shop.revenue += outside.reduce((sum, amount) => sum + Math.max(0, amount), 0);
  shop.refunds += outside.reduce((sum, amount) => sum + Math.max(0, -amount), 0);
  const row = (what: string, of: (sums: Sums) => number, write: (value: number) => string): Row => ({
    what,
    files: write(of(files)),
    holdfast: write(of(shop)),
    equal: of(files) === of(shop),
  });
  return [
    row("Orders", (sums) => sums.orders, number),
    row("Order lines", (sums) => sums.lines, number),
    row("Units sold", (sums) => sums.units, number),
    row("Units taken back", (sums) => sums.unitsBack, number),
    row("Units corrected", (sums) => sums.corrections, number),
    row("Units not paid by card", (sums) => sums.unpaid, number),
    row("Revenue", (sums) => sums.revenue, pounds),
    row("Refunds", (sums) => sums.refunds, pounds),
    row("Revenue less refunds", (sums) => sums.revenue - sums.refunds, pounds),
  ];
}

/** Money that is in the files but in no order, a line a reason: it is in both columns above. */
export function outsideOrders(plan: Plan): string[] {
  return outsideReasons.flatMap((reason) => {
    const found = plan.outside.filter((one) => one.reason === reason);
    if (found.length === 0) return [];
    const invoices = new Set(found.map((one) => one.invoice)).size;
    const sum = found.reduce((total, one) => total + one.amount, 0);
    return [`${pounds(sum)} on ${invoices} ${invoices === 1 ? "invoice" : "invoices"}: ${reason}`];
  });
}

function plainSums(lines: readonly RetailLine[]): Sums {
  const positive = (line: RetailLine) =>
    line.quantity > 0 && line.price >= 0 && !line.invoice.startsWith("C");
  const worth = new Map<string, { pennies: number; goods: boolean }>();
  for (const line of lines.filter(positive)) {
    const known = worth.get(line.invoice) ?? { pennies: 0, goods: false };
    known.pennies += line.quantity * pennies(line.price);
    known.goods ||= !isCharge(line);
    worth.set(line.invoice, known);
  }
  const sells = (invoice: string) => {
    const known = worth.get(invoice);
    return known?.goods === true && known.pennies >= leastPayable;
  };
  const goods = lines.filter((line) => !isCharge(line));
  const ordered = goods.filter((line) => positive(line) && sells(line.invoice));
  const rest = goods.filter((line) => !(positive(line) && sells(line.invoice)));
  const units = (some: readonly RetailLine[]) => some.reduce((sum, line) => sum + line.quantity, 0);
  const amounts = lines.map((line) => line.quantity * line.price);
  return {
    orders: [...worth.keys()].filter(sells).length,
    lines: ordered.length,
    units: units(ordered),
    unitsBack: -units(rest.filter((line) => line.price !== 0 && !(line.quantity > 0 && line.price > 0))),
    corrections: units(rest.filter((line) => line.price === 0)),
    unpaid: units(rest.filter((line) => line.quantity > 0 && line.price > 0)),
    revenue: amounts.reduce((sum, amount) => sum + Math.max(0, amount), 0),
    refunds: amounts.reduce((sum, amount) => sum + Math.max(0, -amount), 0),
  };
}

async function shopSums({ app }: World): Promise<Sums> {
  const { rows } = await app.db.execute<Record<keyof Sums, string>>(`
    select (select count(*) from orders where status = 'shipped') as orders,
           (select count(*) from order_line) as lines,
           coalesce(sum(quantity) filter (where kind = 'ship'), 0) as units,
           coalesce(sum(quantity) filter (where kind = 'restock'), 0)
             + coalesce(sum(signed) filter (where kind = 'adjust' and reason like 'Credit %'), 0) as "unitsBack",
           coalesce(sum(signed) filter (where kind = 'adjust' and reason like 'Correction %'), 0) as corrections,
           -coalesce(sum(signed) filter (where kind = 'adjust' and reason like 'Invoice %'), 0) as unpaid,
           (select coalesce(sum(captured_amount), 0) from payment) * 100 as revenue,
           (select coalesce(sum(amount), 0) from refund where status = 'succeeded') * 100 as refunds
      from (select *, case when to_place = 'available' then quantity else -quantity end as signed from stock_movement) m`);
  const found = rows[0];
  if (!found) throw new Error("The shop gave no sums.");
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, Number(value)])) as Sums;
}

const number = (value: number): string => value.toLocaleString("en-GB");

/** To the penny; what is below it is told as it is, for it would hide a difference. */
function pounds(value: number): string {
  const rest = value % 100;
  return `${formatMoney(money((value - rest) / 100, "GBP"))}${rest === 0 ? "" : ` and ${rest / 100}p`}`;
}
