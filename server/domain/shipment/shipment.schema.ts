import { z } from "zod";
import { openStatuses } from "./shipment";

const shipment = z.string().trim().min(1, "Name the shipment, such as HF-100042-1.").max(64);

export const shipmentSchema = z.object({ shipment });

export const pickSchema = z.object({
  shipment,
  /** What the scanner read: a barcode or a SKU. */
  code: z.string().trim().min(1, "Scan or type the item's code.").max(64),
  quantity: z.number().int().min(1, "Pick at least 1.").max(9999).default(1),
  /** One line of several with the same item: the shelf it is taken from. */
  stockLevelId: z.number().int().optional(),
});

export const packSchema = z.object({
  shipment,
  weightGrams: z
    .number()
    .int()
    .min(1, "Weigh the parcel.")
    .max(70_000, "Carriers take at most 70 kg.")
    .optional(),
});

export const queueSchema = z.object({
  location: z.string().trim().max(20).optional(),
  status: z.enum(openStatuses).optional(),
  cursor: z.string().max(200).optional(),
});
export type QueueInput = z.infer<typeof queueSchema>;
