import { z } from "zod";
import { isText } from "@/server/kernel/text";
import { staffCancelReasons } from "./order";
import { maxLines, maxQuantity, orderNumberSchema } from "./order.schema";

const how = {
  reason: z.enum(staffCancelReasons, { error: "Choose a reason." }),
  note: z.string().trim().max(500).refine(isText, "Use letters, digits and signs.").optional(),
  /** Carriage goes back as well, although something of the order is sent. */
  refundShipping: z.boolean().default(false),
  /** Made when the dialog opens: the same one again cancels nothing twice. */
  key: z.uuid().optional(),
};

const lines = z
  .array(z.object({ orderLineId: z.uuid(), quantity: z.number().int().min(1).max(maxQuantity) }))
  .min(1, "Choose what to cancel.")
  .max(maxLines)
  .refine((all) => new Set(all.map((line) => line.orderLineId)).size === all.length, "Name each line once.");

export const cancelUnitsSchema = z.object({ number: orderNumberSchema, lines, ...how });

export const previewCancellationSchema = cancelUnitsSchema.pick({
  number: true,
  lines: true,
  refundShipping: true,
});

export const cancelShipmentSchema = z.object({
  shipment: z.string().trim().min(1, "Name the shipment, such as HF-100042-1.").max(64),
  ...how,
});
