import { z } from "zod";

const shipment = z.string().trim().min(1, "Name the shipment, such as HF-100042-1.").max(64);

export const shipmentSchema = z.object({ shipment });

export const pickSchema = z.object({
  shipment,
  /** What the scanner read: a barcode or a SKU. */
  code: z.string().trim().min(1, "Scan or type the item's code.").max(64),
  quantity: z.number().int().min(1).max(9999).default(1),
});

export const packSchema = z.object({
  shipment,
  weightGrams: z.number().int().min(1, "Weigh the parcel.").max(70_000, "Carriers take at most 70 kg.").optional(),
});
