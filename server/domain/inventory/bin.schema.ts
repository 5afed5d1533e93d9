import { z } from "zod";
import { isOneLine } from "@/server/kernel/text";
import { binPattern, normalBin } from "./bin";

const bin = z
  .string()
  .transform(normalBin)
  .refine((code) => binPattern.test(code), "A shelf's code has letters, digits, dots and dashes: A-03-2.");

export const setBinSchema = z.object({
  /** A SKU, or the barcode on the goods. */
  sku: z.string().trim().min(1, "Name the SKU.").max(64).refine(isOneLine, "That is no SKU."),
  location: z.string().trim().toUpperCase().min(1, "Choose a place.").max(20),
  /** One lot only; without it, all that the place has of the SKU. */
  lot: z.string().trim().min(1).max(60).optional(),
  /** Null: it has no shelf of its own any more. */
  bin: bin.nullable(),
});
export type SetBinInput = z.infer<typeof setBinSchema>;
