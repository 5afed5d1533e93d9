import { money } from "@/server/kernel/money";
import type { OpenPayment } from "@/server/ports/payment-gateway";
import { fits, paypalMoney } from "./amounts";

/**
 * The PayPal order of one payment; it depends on nothing but the input, so that repeating it is the same request. Who
 * looks at an account's activity finds our order number as invoice; its end tells one attempt from the next, because
 * accounts may be set to take an invoice number once only.
 */
export function orderRequest(input: OpenPayment, { withAddress = true } = {}) {
  const shipping = withAddress && input.shipTo ? { shipping: address(input.shipTo) } : {};
  return {
    intent: "CAPTURE",
    purchase_units: [
      {
        description: `Order ${input.orderNumber}`,
        custom_id: input.paymentId,
        invoice_id: `${input.orderNumber}-${input.paymentId.slice(-6)}`,
        ...amounts(input),
        ...shipping,
      },
    ],
    payment_source: {
      paypal: {
        experience_context: {
          user_action: "PAY_NOW",
          // Ours is the address that counts: it has been paid for by its own shipping price and taxes.
          shipping_preference: "shipping" in shipping ? "SET_PROVIDED_ADDRESS" : "NO_SHIPPING",
          return_url: input.returnUrl,
          cancel_url: input.cancelUrl,
        },
      },
    },
  };
}

const maxItems = 100;

/** PayPal refuses parts that don't add up, so they are told only when they do; else the total stands alone. */
function amounts({ total, breakdown }: OpenPayment) {
  const whole = paypalMoney(total);
  if (!breakdown) return { amount: whole };
  const { goods, discount, shipping, tax } = breakdown;
  const inTotal = (amount: number) => money(amount, total.currency);
  const goodsTotal = goods.reduce((units, line) => units + line.unitAmount * line.quantity, 0);
  const parts = [goodsTotal, discount, shipping, tax, ...goods.map((line) => line.unitAmount)];
  const tellable =
    goods.length > 0 &&
    goods.length <= maxItems &&
    goodsTotal - discount + shipping + tax === total.amount &&
    parts.every((part) => part >= 0 && fits(inTotal(part)));
  if (!tellable) return { amount: whole };
  const told = (amount: number) => paypalMoney(inTotal(amount));
  return {
    amount: {
      ...whole,
      breakdown: {
        item_total: told(goodsTotal),
        ...(discount > 0 ? { discount: told(discount) } : {}),
        shipping: told(shipping),
        tax_total: told(tax),
      },
    },
    items: goods.map((line) => ({
      name: cut(line.title, 127),
      quantity: String(line.quantity),
      unit_amount: told(line.unitAmount),
      ...(line.sku ? { sku: cut(line.sku, 127) } : {}),
      category: "PHYSICAL_GOODS",
    })),
  };
}

const address = (to: NonNullable<OpenPayment["shipTo"]>) => ({
  name: { full_name: cut(to.name, 300) },
  address: {
    address_line_1: cut(to.line1, 300),
    ...(to.line2 ? { address_line_2: cut(to.line2, 300) } : {}),
    admin_area_2: cut(to.city, 120),
    ...(to.region ? { admin_area_1: cut(to.region, 300) } : {}),
    postal_code: cut(to.postalCode, 60),
    country_code: to.country,
  },
});

/** In characters as people count them, so that none is cut in half. */
const cut = (text: string, length: number): string => Array.from(text).slice(0, length).join("");
