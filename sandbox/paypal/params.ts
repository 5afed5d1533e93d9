import { z } from "zod";
import { units } from "./amounts";
import { PaypalApiError } from "./errors";
import { type Order, randomId } from "./order";

const money = z.strictObject({
  currency_code: z.string().length(3),
  value: z
    .string()
    .max(32)
    .regex(/^((-?[0-9]+)|(-?([0-9]+)?[.][0-9]+))$/),
});
const text = (most: number) => z.string().min(1).max(most);
const url = z.url({ protocol: /^https?$/ });

const experience = z.strictObject({
  brand_name: text(127).optional(),
  locale: z.string().optional(),
  landing_page: z.enum(["LOGIN", "GUEST_CHECKOUT", "NO_PREFERENCE"]).optional(),
  user_action: z.enum(["CONTINUE", "PAY_NOW"]).optional(),
  shipping_preference: z.enum(["GET_FROM_FILE", "NO_SHIPPING", "SET_PROVIDED_ADDRESS"]).optional(),
  payment_method_preference: z.enum(["UNRESTRICTED", "IMMEDIATE_PAYMENT_REQUIRED"]).optional(),
  return_url: url,
  cancel_url: url.optional(),
});

/** The part of Orders v2 that takes one payment through PayPal's page; anything else is refused by name. */
const order = z.strictObject({
  intent: z.literal("CAPTURE"),
  purchase_units: z
    .array(
      z.strictObject({
        reference_id: text(256).default("default"),
        amount: money.extend({
          breakdown: z
            .strictObject({
              item_total: money.optional(),
              shipping: money.optional(),
              handling: money.optional(),
              insurance: money.optional(),
              tax_total: money.optional(),
              discount: money.optional(),
              shipping_discount: money.optional(),
            })
            .optional(),
        }),
        description: text(127).optional(),
        custom_id: text(127).optional(),
        invoice_id: text(127).optional(),
        soft_descriptor: text(22).optional(),
        items: z
          .array(
            z.strictObject({
              name: text(127),
              unit_amount: money,
              quantity: z.string().regex(/^[1-9][0-9]{0,9}$/),
              description: z.string().max(127).optional(),
              sku: z.string().max(127).optional(),
              category: z.enum(["DIGITAL_GOODS", "PHYSICAL_GOODS", "DONATION"]).optional(),
            }),
          )
          .optional(),
        shipping: z
          .strictObject({
            name: z.strictObject({ full_name: text(300) }).optional(),
            address: z.strictObject({
              address_line_1: text(300),
              address_line_2: text(300).optional(),
              admin_area_1: text(300).optional(),
              admin_area_2: text(120).optional(),
              postal_code: text(60).optional(),
              country_code: z.string().regex(/^([A-Z]{2}|C2)$/),
            }),
          })
          .optional(),
      }),
    )
    .length(1),
  payment_source: z.strictObject({ paypal: z.strictObject({ experience_context: experience }) }).optional(),
  application_context: experience.optional(),
});

const refund = z.strictObject({
  amount: money.optional(),
  custom_id: text(127).optional(),
  invoice_id: text(127).optional(),
  note_to_payer: text(255).optional(),
});

const nothing = z.strictObject({});

export const params = { order, refund, nothing };

/** Reads a request's body; the first wrong part is refused in PayPal's words. */
export function readBody<Schema extends z.ZodType>(schema: Schema, body: string): z.output<Schema> {
  let json: unknown;
  try {
    json = JSON.parse(body || "{}");
  } catch {
    throw new PaypalApiError(400, {
      issue: "MALFORMED_REQUEST_JSON",
      description: "The request JSON is not well formed.",
      field: "/",
    });
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  const path = [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])];
  throw new PaypalApiError(400, {
    issue: unknown === undefined ? "INVALID_PARAMETER_SYNTAX" : "NOT_SUPPORTED",
    field: `/${path.map(String).join("/")}`,
    description:
      unknown === undefined
        ? "The value of a field does not conform to the expected format."
        : "This field is not currently supported.",
  });
}

/** A new order from the body of `POST /v2/checkout/orders`, its parts added up as PayPal does. */
export function newOrder(given: z.output<typeof order>, now: Date): Order {
  const [unit] = given.purchase_units;
  const context = given.payment_source?.paypal.experience_context ?? given.application_context;
  if (!unit || !context) throw new PaypalApiError(400, { issue: "MISSING_REQUIRED_PARAMETER", field: "/" });
  const at = now.toISOString();
  const waiting = given.payment_source ? "PAYER_ACTION_REQUIRED" : "CREATED";
  return {
    id: randomId(),
    created: at,
    updated: at,
    status: waiting,
    waiting,
    currency: unit.amount.currency_code,
    amount: checkedAmount(unit),
    unit,
    brand: context.brand_name ?? null,
    returnUrl: context.return_url,
    cancelUrl: context.cancel_url ?? null,
    approvedAt: null,
    funding: null,
    declined: null,
    capture: null,
    refunds: [],
    disputes: [],
  };
}

type Unit = z.output<typeof order>["purchase_units"][number];

function checkedAmount({ amount, items }: Unit): number {
  const at = "/purchase_units/@reference_id=='default'";
  const whole = units(amount, `${at}/amount`);
  if (whole <= 0)
    throw PaypalApiError.refused(
      "CANNOT_BE_ZERO_OR_NEGATIVE",
      "Must be greater than zero. If the currency supports decimals, only two decimal place precision is supported.",
      `${at}/amount/value`,
    );
  const parts = amount.breakdown;
  const part = (name: keyof NonNullable<typeof parts>): number => {
    const given = parts?.[name];
    if (!given) return 0;
    const value = units(given, `${at}/amount/breakdown/${name}`);
    if (value < 0)
      throw PaypalApiError.refused(
        "CANNOT_BE_NEGATIVE",
        "Must be greater than or equal to 0. If the currency supports decimals, only two decimal place precision is supported.",
        name,
      );
    if (given.currency_code !== amount.currency_code)
      throw PaypalApiError.refused(
        "MULTI_CURRENCY_ORDER",
        "Multiple differing values of currency_code are not supported. Entire Order request must have the same currency_code.",
        name,
      );
    return value;
  };
  if (parts) {
    const sum =
      part("item_total") +
      part("tax_total") +
      part("shipping") +
      part("handling") +
      part("insurance") -
      part("shipping_discount") -
      part("discount");
    if (sum !== whole)
      throw PaypalApiError.refused(
        "AMOUNT_MISMATCH",
        "Should equal item_total + tax_total + shipping + handling + insurance - shipping_discount - discount.",
        `${at}/amount/value`,
      );
  }
  if (!items) return whole;
  if (!parts?.item_total)
    throw PaypalApiError.refused(
      "ITEM_TOTAL_REQUIRED",
      "If item details are specified (items.unit_amount and items.quantity) corresponding amount.breakdown.item_total is required.",
    );
  const total = items.reduce(
    (sum, item, i) => sum + units(item.unit_amount, `${at}/items/${i}/unit_amount`) * Number(item.quantity),
    0,
  );
  if (total !== part("item_total"))
    throw PaypalApiError.refused(
      "ITEM_TOTAL_MISMATCH",
      "Should equal sum of (unit_amount * quantity) across all items for a given purchase_unit.",
      `${at}/amount/breakdown/item_total/value`,
    );
  return whole;
}
