import { z } from "zod";
import { isText } from "@/server/kernel/text";
import { handWays, refundReasons } from "../payment/refund";
import { maxLines, maxQuantity, orderNumberSchema } from "./order.schema";

const words = (most: number) => z.string().trim().max(most).refine(isText, "Use letters, digits and signs.");

const asked = {
  number: orderNumberSchema,
  lines: z
    .array(
      z.object({
        orderLineId: z.uuid(),
        quantity: z.number().int().min(1).max(maxQuantity),
        /** Back for sale, set aside, or kept by the customer. */
        goods: z.enum(["restock", "damaged", "none"]),
      }),
    )
    .max(maxLines)
    .default([]),
  shipping: z.boolean().default(false),
  /** An amount that is for nothing in particular; it stands alone. */
  amount: z.number().int().min(1, "Enter an amount above zero.").max(2_147_483_647).optional(),
};

type Asked = { lines: readonly unknown[]; shipping: boolean; amount?: number | undefined };
const something = ({ lines, shipping, amount }: Asked) =>
  amount !== undefined || shipping || lines.length > 0;
const notBoth = ({ lines, shipping, amount }: Asked) =>
  amount === undefined || (!shipping && lines.length === 0);

export const previewRefundSchema = z
  .object(asked)
  .refine(something, "Choose what to give back.")
  .refine(notBoth, "Give an amount, or units and shipping, not both.");

export const refundOrderSchema = z
  .object({
    ...asked,
    reason: z.enum(refundReasons, { error: "Choose a reason." }),
    /** For the customer, after the reason. */
    words: words(200).default(""),
    /** For colleagues. */
    note: words(500).default(""),
    /** Where goods that come back are put, by its code; left out, where they left from. */
    place: z.string().trim().max(20).optional(),
    /** What the preview said; another amount by now is refused. */
    expected: z.number().int().optional(),
    /** Made when the dialog opens: the same one again gives nothing back twice. */
    key: z.uuid(),
  })
  .refine(something, "Choose what to give back.")
  .refine(notBoth, "Give an amount, or units and shipping, not both.");
export type RefundOrderInput = z.infer<typeof refundOrderSchema>;

export const refundIdSchema = z.object({ refund: z.uuid() });

export const settleRefundSchema = refundIdSchema.extend({
  way: z.enum(handWays, { error: "Choose how it was paid." }),
  note: words(300).min(1, "Say how it can be found again, such as the transfer’s reference."),
});
