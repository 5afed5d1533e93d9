import { z } from "zod";
import { StripeApiError } from "./errors";
import { type Form, type FormValue, parseForm } from "./form";
import { type Payment, randomId, type Seconds } from "./payment";

const whole = z
  .string()
  .regex(/^-?\d+$/)
  .transform(Number);
const metadata = z.record(z.string().max(40), z.string().max(500)).default({});
const address = z
  .string()
  .max(5000)
  .refine((value) => /^https?:\/\/[^\s]+$/.test(value), "Not a valid URL");
export const expandParam = z.array(z.string()).default([]);

/** The part of Checkout that takes one payment with prices given inline; anything else is refused by name. */
const session = z.strictObject({
  mode: z.literal("payment"),
  ui_mode: z.literal("hosted_page").optional(),
  line_items: z
    .array(
      z.strictObject({
        quantity: whole.pipe(z.number().min(1)).default(1),
        price_data: z.strictObject({
          currency: z
            .string()
            .regex(/^[a-z]{3}$/i)
            .transform((code) => code.toLowerCase()),
          unit_amount: whole.pipe(z.number().min(0).max(99_999_999)),
          product_data: z.strictObject({ name: z.string().min(1), description: z.string().optional() }),
        }),
      }),
    )
    .min(1)
    .max(100),
  success_url: address,
  cancel_url: address.optional(),
  client_reference_id: z.string().max(200).optional(),
  customer_email: z.email().max(800).optional(),
  expires_at: whole.optional(),
  submit_type: z.enum(["auto", "pay"]).optional(),
  metadata,
  payment_intent_data: z
    .strictObject({
      capture_method: z.enum(["automatic", "automatic_async", "manual"]).default("automatic_async"),
      description: z.string().max(1000).optional(),
      metadata,
    })
    .prefault({}),
  payment_method_options: z
    .record(z.string(), z.strictObject({ capture_method: z.literal("manual") }))
    .default({}),
  expand: expandParam,
});

const capture = z.strictObject({
  amount_to_capture: whole.pipe(z.number().min(1)).optional(),
  expand: expandParam,
});
const cancel = z.strictObject({
  cancellation_reason: z.enum(["abandoned", "duplicate", "fraudulent", "requested_by_customer"]).optional(),
  expand: expandParam,
});
const confirm = z.strictObject({
  payment_method: z.string(),
  return_url: address.optional(),
  expand: expandParam,
});
const refund = z
  .strictObject({
    payment_intent: z.string().optional(),
    charge: z.string().optional(),
    amount: whole.pipe(z.number().min(1)).optional(),
    reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
    metadata,
    expand: expandParam,
  })
  .refine((given) => given.payment_intent !== undefined || given.charge !== undefined, {
    error: "One of the following params should be provided for this request: payment_intent or charge.",
    path: ["payment_intent"],
  });
const only = z.strictObject({ expand: expandParam });
const span = z
  .strictObject({ gte: whole.optional(), gt: whole.optional(), lte: whole.optional(), lt: whole.optional() })
  .optional();
const books = z.strictObject({
  limit: whole.pipe(z.number().min(1).max(100)).default(10),
  starting_after: z.string().optional(),
  created: span,
  type: z.string().optional(),
  source: z.string().optional(),
  expand: expandParam,
});
const list = z.strictObject({
  limit: whole.pipe(z.number().min(1).max(100)).default(10),
  starting_after: z.string().optional(),
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
  type: z.string().optional(),
  expand: expandParam,
});

export const params = { session, capture, cancel, confirm, refund, only, list, books };

/** Reads a request's parameters; the first wrong one is refused in Stripe's words. */
export function readParams<Schema extends z.ZodType>(schema: Schema, encoded: string): z.output<Schema> {
  const form = parseForm(encoded);
  const result = schema.safeParse(form);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  if (issue?.code === "unrecognized_keys") {
    const param = bracketed([...issue.path, issue.keys[0] ?? ""]);
    throw StripeApiError.invalid(param, `Received unknown parameter: ${param}`, "parameter_unknown");
  }
  const param = bracketed(issue?.path ?? []);
  if (valueAt(form, issue?.path ?? []) === undefined && issue?.code !== "custom")
    throw StripeApiError.invalid(param, `Missing required param: ${param}.`, "parameter_missing");
  throw StripeApiError.invalid(
    param,
    `Invalid ${param}: ${issue?.message ?? "not accepted"}`,
    "parameter_invalid",
  );
}

const bracketed = ([first = "", ...rest]: readonly PropertyKey[]): string =>
  String(first) + rest.map((key) => `[${String(key)}]`).join("");

const valueAt = (form: Form, path: readonly PropertyKey[]): FormValue | undefined =>
  path.reduce<FormValue | undefined>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)];
    return typeof value === "object" ? value[String(key)] : undefined;
  }, form);

const minimum = 50;

/** A new open page from the parameters of `POST /v1/checkout/sessions`. */
export function newPayment(given: z.output<typeof session>, now: Seconds): Payment {
  const currencies = new Set(given.line_items.map((line) => line.price_data.currency));
  const currency = given.line_items[0]?.price_data.currency ?? "usd";
  if (currencies.size > 1)
    throw StripeApiError.invalid(
      "line_items",
      "All line items must use the same currency.",
      "parameter_invalid",
    );
  const amount = given.line_items.reduce((sum, line) => sum + line.quantity * line.price_data.unit_amount, 0);
  if (amount < minimum)
    throw StripeApiError.invalid(
      "line_items",
      `The Checkout Session's total amount must convert to at least ${minimum} cents.`,
      "amount_too_small",
    );
  return {
    id: `cs_test_${randomId(58)}`,
    intentId: `pi_${randomId(24)}`,
    created: now,
    expiresAt: checkedExpiry(given.expires_at, now),
    status: "open",
    amount,
    currency,
    clientReferenceId: given.client_reference_id ?? null,
    customerEmail: given.customer_email ?? null,
    lines: given.line_items.map((line) => ({
      id: `li_${randomId(24)}`,
      name: line.price_data.product_data.name,
      description: line.price_data.product_data.description ?? null,
      quantity: line.quantity,
      unitAmount: line.price_data.unit_amount,
    })),
    metadata: given.metadata,
    successUrl: given.success_url,
    cancelUrl: given.cancel_url ?? null,
    captureMethod: given.payment_intent_data.capture_method,
    manualMethods: Object.keys(given.payment_method_options),
    intentMetadata: given.payment_intent_data.metadata,
    intentDescription: given.payment_intent_data.description ?? null,
    intent: null,
    charges: [],
    refunds: [],
  };
}

function checkedExpiry(wanted: Seconds | undefined, now: Seconds): Seconds {
  if (wanted === undefined) return now + 86_400;
  if (wanted < now + 30 * 60)
    throw StripeApiError.invalid(
      "expires_at",
      "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
      "parameter_invalid",
    );
  if (wanted > now + 86_400)
    throw StripeApiError.invalid(
      "expires_at",
      "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
      "parameter_invalid",
    );
  return wanted;
}
