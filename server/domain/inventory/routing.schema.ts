import { z } from "zod";
import { isCountry } from "@/server/domain/customer/address";
import { isText } from "@/server/kernel/text";

const weight = z.coerce
  .number({ error: "Enter a whole number from 0 to 10." })
  .int("Enter a whole number from 0 to 10.")
  .min(0, "Enter a whole number from 0 to 10.")
  .max(10, "Enter a whole number from 0 to 10.");

export const weightsSchema = z.object({
  nearest: weight,
  priority: weight,
  cutOff: weight,
  capacity: weight,
});

const code = z.string().trim().max(64).refine(isText, "Use letters, digits and signs.");

/** An address and a basket to try the routing with. */
export const dryRunSchema = z.object({
  country: z.string().trim().toUpperCase().refine(isCountry, "Choose a country."),
  postalCode: z.string().trim().max(16, "A postcode is shorter.").refine(isText, "Use letters and digits."),
  lines: z
    .array(
      z.object({
        sku: code,
        quantity: z.coerce
          .number({ error: "Enter how many." })
          .int("Enter a whole number.")
          .min(1, "Enter at least 1.")
          .max(9999, "Enter at most 9,999."),
      }),
    )
    .min(1, "Name at least one SKU.")
    .max(50, "Try at most 50 lines."),
  weights: weightsSchema,
  at: z.date(),
});
export type DryRunInput = z.infer<typeof dryRunSchema>;
