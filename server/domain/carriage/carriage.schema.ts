import { z } from "zod";

/** Where a visitor wants to know the delivery days for; readable by scripts, as pages from the cache ask by it. */
export const destinationCookie = "holdfast_to";

export const destinationSchema = z.object({
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, "Choose a country."),
  postalCode: z
    .string()
    .trim()
    .toUpperCase()
    .max(16, "That is no postcode.")
    .regex(/^[A-Z0-9 -]*$/, "That is no postcode.")
    .default(""),
});
export type EstimateDestination = z.infer<typeof destinationSchema>;

export const estimateSchema = destinationSchema.extend({
  lines: z
    .array(z.object({ sku: z.string().max(64), quantity: z.number().int().min(1).max(999) }))
    .min(1)
    .max(100),
});
export type EstimateInput = z.infer<typeof estimateSchema>;

/** "US 10001"; what is not one is the shop's own country. */
export function readDestination(kept: string | undefined): EstimateDestination {
  const [country = "", ...code] = (kept ?? "").split(" ");
  const parsed = destinationSchema.safeParse({ country, postalCode: code.join(" ") });
  return parsed.success ? parsed.data : { country: "US", postalCode: "" };
}

export const writeDestination = ({ country, postalCode }: EstimateDestination): string =>
  `${country} ${postalCode}`.trim();
