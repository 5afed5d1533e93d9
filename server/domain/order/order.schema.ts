import { z } from "zod";
import { addressSchema, customerSchema } from "@/server/domain/customer/customer.schema";
import { moneySchema } from "@/server/kernel/money";
import { isOneLine, isText } from "@/server/kernel/text";
import { staffCancelReasons } from "./order";

export const maxQuantity = 999;
export const maxLines = 100;

const sku = z.string().trim().min(1, "Name the SKU.").max(64).refine(isOneLine, "That is no SKU.");
const quantity = z
  .number({ error: "Enter a quantity." })
  .int("Enter a whole number.")
  .min(1, "Order at least 1.")
  .max(maxQuantity, `Order at most ${maxQuantity} of one thing; write to us for more.`);

export const lineSchema = z.object({ sku, quantity });

/** The same SKU on two lines is one line with the sum: stock is held once per SKU. */
export const linesSchema = z
  .array(lineSchema)
  .min(1, "Your cart is empty.")
  .max(maxLines, `An order can have at most ${maxLines} lines.`)
  .transform((lines) => {
    const bySku = new Map<string, number>();
    for (const line of lines) bySku.set(line.sku, (bySku.get(line.sku) ?? 0) + line.quantity);
    return [...bySku].map(([sku, quantity]) => ({ sku, quantity }));
  });

/** There are no promotions yet, so every code is unknown; better said than silently left out of the price. */
const promotionCode = z
  .string()
  .trim()
  .optional()
  .refine((code) => !code, { error: "There is no promotion with this code." });

/** A method of the table, or a carrier's price as `rate:<quote id>`. */
const shippingMethod = z
  .string({ error: "Choose how to ship." })
  .trim()
  .min(1, "Choose how to ship.")
  .max(60);

export const createOrderSchema = z
  .object({
    idempotencyKey: z
      .string()
      .trim()
      .min(1, "Send a key of your own for this order.")
      .max(200)
      .refine(isOneLine, "Send a key of letters and digits."),
    customerId: z.uuid().optional(),
    customer: customerSchema.optional(),
    lines: linesSchema,
    shippingAddress: addressSchema,
    shippingMethod,
    promotionCode,
    expectedTotal: moneySchema.optional(),
  })
  .refine((input) => (input.customerId === undefined) !== (input.customer === undefined), {
    error: "Send either customerId or customer.",
    path: ["customer"],
  });
export type CreateOrderInput = z.infer<typeof createOrderSchema>;

export const quoteOrderSchema = z.object({
  lines: linesSchema,
  shippingAddress: z.object({
    country: z.string().trim().toUpperCase().length(2, "Choose a country."),
    region: z.string().trim().toUpperCase().optional(),
    postalCode: z.string().trim().default(""),
  }),
  shippingMethod,
  promotionCode,
});
export type QuoteOrderInput = z.infer<typeof quoteOrderSchema>;

export const orderNumberSchema = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^HF-\d{6,12}$/, "An order number looks like HF-100001.");

export const orderAccessSchema = z.object({
  number: orderNumberSchema,
  accessToken: z.string().max(200).optional(),
});

export const cancelOrderSchema = orderAccessSchema.extend({
  reason: z.enum(staffCancelReasons).optional(),
  note: z.string().trim().max(500).refine(isText, "Use letters, digits and signs.").optional(),
});
