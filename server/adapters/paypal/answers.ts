import { z } from "zod";

/** What we read of PayPal's answers; all else is let through unread. */

export const moneyAnswer = z.object({ currency_code: z.string().length(3), value: z.string() });

export const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

export const errorAnswer = z.object({
  name: z.string().optional(),
  message: z.string().optional(),
  debug_id: z.string().optional(),
  details: z.array(z.object({ issue: z.string(), field: z.string().optional() })).optional(),
});

const link = z.object({ href: z.string(), rel: z.string() });

/** As it stands inside an order. */
const captureAnswer = z.object({
  id: z.string().min(1),
  status: z.enum(["COMPLETED", "DECLINED", "PARTIALLY_REFUNDED", "PENDING", "REFUNDED", "FAILED"]),
  status_details: z.object({ reason: z.string().optional() }).optional(),
  amount: moneyAnswer,
  seller_receivable_breakdown: z.object({ paypal_fee: moneyAnswer.optional() }).optional(),
});
export type CaptureAnswer = z.infer<typeof captureAnswer>;

export const captureOrigin = z.object({
  custom_id: z.string().optional(),
  supplementary_data: z
    .object({ related_ids: z.object({ order_id: z.string().optional() }).optional() })
    .optional(),
});

export const orderAnswer = z.object({
  id: z.string().min(1),
  status: z.enum(["CREATED", "SAVED", "APPROVED", "VOIDED", "COMPLETED", "PAYER_ACTION_REQUIRED"]),
  update_time: z.string().optional(),
  purchase_units: z
    .array(
      z.object({
        custom_id: z.string().optional(),
        amount: moneyAnswer.optional(),
        payments: z.object({ captures: z.array(captureAnswer).optional() }).optional(),
      }),
    )
    .optional(),
  links: z.array(link).optional(),
});
export type OrderAnswer = z.infer<typeof orderAnswer>;

export const refundAnswer = z.object({
  id: z.string().min(1),
  status: z.enum(["CANCELLED", "FAILED", "PENDING", "COMPLETED"]),
  status_details: z.object({ reason: z.string().optional() }).optional(),
});

export const disputeAnswer = z.object({
  dispute_id: z.string().min(1),
  create_time: z.iso.datetime({ offset: true }),
  status: z.string(),
  reason: z.string().optional(),
  dispute_amount: moneyAnswer,
  seller_response_due_date: z.iso.datetime({ offset: true }).optional(),
  dispute_outcome: z.object({ outcome_code: z.string().optional() }).optional(),
  disputed_transactions: z
    .array(z.object({ seller_transaction_id: z.string().optional(), custom: z.string().optional() }))
    .optional(),
});
export type DisputeAnswer = z.infer<typeof disputeAnswer>;

const transaction = z.object({
  transaction_id: z.string(),
  transaction_event_code: z.string(),
  transaction_status: z.string().optional(),
  transaction_initiation_date: z.string(),
  transaction_amount: moneyAnswer,
  fee_amount: moneyAnswer.optional(),
  custom_field: z.string().optional(),
});
export type TransactionAnswer = z.infer<typeof transaction>;

export const transactionsAnswer = z.object({
  transaction_details: z.array(z.object({ transaction_info: transaction })).default([]),
  total_pages: z.number().int().optional(),
});

const id = z.string().min(1).optional().catch(undefined);

/** A notification; of what it is about only the ids are read, whichever of them there are. */
export const eventAnswer = z.object({
  id: z.string().min(1).max(100),
  event_type: z.string().min(1).max(100),
  resource_type: z.string().optional(),
  create_time: z.iso.datetime({ offset: true }),
  resource: z.object({
    id,
    /** Of CHECKOUT.PAYMENT-APPROVAL.REVERSED. */
    order_id: id,
    dispute_id: id,
    custom_id: id,
    purchase_units: z
      .array(z.object({ custom_id: id }))
      .optional()
      .catch(undefined),
    supplementary_data: z
      .object({ related_ids: z.object({ order_id: id }).optional() })
      .optional()
      .catch(undefined),
    disputed_transactions: z
      .array(z.object({ custom: id }))
      .optional()
      .catch(undefined),
  }),
});
