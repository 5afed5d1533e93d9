import { pennies, type RetailLine } from "./retail-file";

/** Stock codes that stand for postage, fees, discounts and corrections, not for goods. */
const charges = [
  "POST",
  "DOT",
  "C2",
  "M",
  "D",
  "S",
  "B",
  "CRUK",
  "AMAZONFEE",
  "BANK CHARGES",
  "ADJUST",
  "ADJUST2",
];
export const isCharge = (line: RetailLine): boolean => charges.includes(line.code);

/** The least a payment page takes, in pennies. */
export const leastPayable = 50;

export type Sale = {
  invoice: string;
  at: Date;
  customer: string | null;
  country: string;
  lines: { sku: string; quantity: number; unitAmount: number }[];
  /** Postage and other charges on the same invoice. */
  carriage: number;
};

/** Part of an earlier sale that a later invoice takes back. */
export type Credit = {
  invoice: string;
  of: string;
  at: Date;
  units: { sku: string; quantity: number }[];
  amount: number;
};

/** A change of stock that no order stands behind. */
export type Correction = { sku: string; change: number; at: Date; reason: string };

/** Money in the files that no order of these days stands behind, signed, in ten-thousandths of a pound. */
export type Outside = { reason: OutsideReason; invoice: string; amount: number };
export const outsideReasons = [
  "credits for sales before these days",
  "charges and credits without goods",
  "sales too small to be paid by card",
  "prices below a penny",
] as const;
export type OutsideReason = (typeof outsideReasons)[number];

export type Plan = {
  goods: Map<string, { title: string; price: number }>;
  /** Units a SKU needs at the start so that everything that happened can happen. */
  opening: Map<string, number>;
  sales: Sale[];
  credits: Credit[];
  corrections: Correction[];
  outside: Outside[];
};

/**
 * What is to happen, decided before anything does: every line of the files goes exactly one way. Pure; invoices in the
 * order of their first line.
 */
export function planReplay(lines: readonly RetailLine[]): Plan {
  const plan: Plan = {
    goods: new Map(),
    opening: new Map(),
    sales: [],
    credits: [],
    corrections: [],
    outside: [],
  };
  for (const line of lines) if (!isCharge(line)) learn(plan, line);
  const sold = new SoldUnits();
  for (const [invoice, all] of byInvoice(lines)) {
    const [first] = all;
    if (!first) continue;
    const sells = all.filter((line) => line.quantity > 0 && line.price >= 0 && !invoice.startsWith("C"));
    const sale = saleOf(invoice, first, sells);
    const payable =
      sale.carriage + sale.lines.reduce((sum, line) => sum + line.quantity * line.unitAmount, 0);
    const taken = new Set<RetailLine>();
    if (sale.lines.length > 0 && payable >= leastPayable) {
      plan.sales.push(sale);
      sold.add(sale);
      for (const line of sells) {
        taken.add(line);
        rounding(plan, line);
      }
    }
    const credits = new Map<string, Credit>();
    for (const line of all) {
      if (taken.has(line) || line.quantity === 0) continue;
      if (line.price === 0 && !isCharge(line)) correct(plan, line, line.quantity, `Correction ${invoice}`);
      else if (isCharge(line)) outside(plan, line, "charges and credits without goods");
      else if (line.quantity > 0 && line.price > 0) {
        outside(plan, line, "sales too small to be paid by card");
        correct(plan, line, -line.quantity, `Invoice ${invoice}, not paid by card`);
      } else credit(plan, line, sold, credits);
    }
    plan.credits.push(...credits.values());
  }
  openingStock(plan);
  return plan;
}

function byInvoice(lines: readonly RetailLine[]): Map<string, RetailLine[]> {
  const invoices = new Map<string, RetailLine[]>();
  for (const line of lines) {
    const known = invoices.get(line.invoice);
    if (known) known.push(line);
    else invoices.set(line.invoice, [line]);
  }
  return invoices;
}

function learn(plan: Plan, line: RetailLine): void {
  const known = plan.goods.get(line.code);
  // Corrections describe what happened ("damaged", "?") and have no price; sales describe the article.
  if (!known || (known.price === 0 && line.price > 0))
    plan.goods.set(line.code, {
      title: line.description || known?.title || line.code,
      price: Math.max(0, pennies(line.price)),
    });
}

function saleOf(invoice: string, first: RetailLine, sells: readonly RetailLine[]): Sale {
  return {
    invoice,
    at: first.at,
    customer: first.customer,
    country: first.country,
    lines: sells
      .filter((line) => !isCharge(line))
      .map((line) => ({ sku: line.code, quantity: line.quantity, unitAmount: pennies(line.price) })),
    carriage: sells.filter(isCharge).reduce((sum, line) => sum + line.quantity * pennies(line.price), 0),
  };
}

// A line without a price is a change of stock as it is written: −10 are ten fewer ("damaged", "missing").
const correct = (plan: Plan, line: RetailLine, change: number, reason: string): void =>
  void plan.corrections.push({ sku: line.code, change, at: line.at, reason });

const outside = (plan: Plan, line: RetailLine, reason: OutsideReason): void =>
  void plan.outside.push({ reason, invoice: line.invoice, amount: line.quantity * line.price });

/** What charging whole pennies leaves over. */
function rounding(plan: Plan, line: RetailLine): void {
  const amount = line.quantity * (line.price - pennies(line.price) * 100);
  if (amount !== 0) plan.outside.push({ reason: "prices below a penny", invoice: line.invoice, amount });
}

/** Takes units back from the customer's latest sales of the same thing at the same price; the rest was sold before. */
function credit(plan: Plan, line: RetailLine, sold: SoldUnits, credits: Map<string, Credit>): void {
  let open = Math.abs(line.quantity);
  const negative = line.quantity < 0 && line.price > 0;
  for (const part of negative ? sold.takeBack(line, open) : []) {
    const known = credits.get(part.invoice);
    const whole = known ?? { invoice: line.invoice, of: part.invoice, at: line.at, units: [], amount: 0 };
    whole.units.push({ sku: line.code, quantity: part.quantity });
    whole.amount += part.quantity * pennies(line.price);
    credits.set(part.invoice, whole);
    open -= part.quantity;
    rounding(plan, { ...line, quantity: -part.quantity });
  }
  if (open === 0) return;
  const rest = { ...line, quantity: Math.sign(line.quantity) * open };
  outside(plan, rest, "credits for sales before these days");
  correct(plan, rest, -rest.quantity, `Credit ${line.invoice} for an earlier sale`);
}

/** Units that known customers hold, by what they paid. */
class SoldUnits {
  readonly #held = new Map<string, { invoice: string; quantity: number }[]>();

  add({ invoice, customer, lines }: Sale): void {
    if (!customer) return;
    for (const { sku, quantity, unitAmount } of lines) {
      const key = `${customer}/${sku}/${unitAmount}`;
      this.#held.set(key, [...(this.#held.get(key) ?? []), { invoice, quantity }]);
    }
  }

  takeBack(line: RetailLine, wanted: number): { invoice: string; quantity: number }[] {
    const held = this.#held.get(`${line.customer}/${line.code}/${pennies(line.price)}`) ?? [];
    const parts: { invoice: string; quantity: number }[] = [];
    let open = wanted;
    for (const sale of [...held].reverse()) {
      const quantity = Math.min(open, sale.quantity);
      if (quantity === 0) continue;
      sale.quantity -= quantity;
      open -= quantity;
      parts.push({ invoice: sale.invoice, quantity });
    }
    return parts;
  }
}

function openingStock(plan: Plan): void {
  const need = (sku: string, units: number) => plan.opening.set(sku, (plan.opening.get(sku) ?? 0) + units);
  for (const sku of plan.goods.keys()) need(sku, 0);
  for (const { lines } of plan.sales) for (const { sku, quantity } of lines) need(sku, quantity);
  for (const { sku, change } of plan.corrections) if (change < 0) need(sku, -change);
}
