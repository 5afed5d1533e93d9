import { z } from "zod";
import { maxQuantity } from "@/server/domain/order/order.schema";

const sku = z.string().trim().min(1, "Choose one of the variants.").max(64);
const whole = z.coerce.number({ error: "Enter a whole number." }).int("Enter a whole number.");
const most = `We sell at most ${maxQuantity} of one thing at once; write to us for more.`;

export const addToCartSchema = z.object({
  sku,
  quantity: whole.min(1, "Put in at least 1.").max(maxQuantity, most).default(1),
});
export type AddToCartInput = z.infer<typeof addToCartSchema>;

/** A quantity of zero takes the line out. */
export const changeCartLineSchema = z.object({
  sku,
  quantity: whole.min(0, "Enter 0 or more.").max(maxQuantity, most),
});
export type ChangeCartLineInput = z.infer<typeof changeCartLineSchema>;
