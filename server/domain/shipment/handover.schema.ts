import { z } from "zod";

export const boardSchema = z.object({ location: z.string().trim().max(20).optional() });

export const handOverSchema = z.object({
  shipments: z
    .array(z.string().trim().min(1).max(64))
    .min(1, "Choose at least one shipment.")
    .max(100, "Ship at most 100 at once."),
});

export const scanSchema = z.object({
  /** What the scanner read off a label. */
  code: z.string().trim().min(1, "Scan a label.").max(80),
});

export const manifestSchema = z.object({ manifest: z.string().trim().min(1).max(20) });
