import { z } from "zod";
import { paymentProviders } from "../payment/payment";

export const reconcileDaySchema = z.object({
  provider: z.enum(paymentProviders, { error: "Choose a provider." }),
  day: z.iso.date({ error: "Choose a day." }),
});

export const closeDifferenceSchema = z.object({
  difference: z.uuid(),
  note: z
    .string()
    .trim()
    .min(3, { error: "Say what it was about, for colleagues." })
    .max(500, { error: "Say it in no more than 500 characters." }),
});
export type CloseDifferenceInput = z.infer<typeof closeDifferenceSchema>;

const day = z.iso.date().optional().catch(undefined);

/** What the list's address and the export say; what doesn't fit there is left out. */
export const reconciliationFilterSchema = z.object({
  provider: z.enum(paymentProviders).optional().catch(undefined),
  from: day,
  to: day,
});
export type ReconciliationFilter = z.infer<typeof reconciliationFilterSchema>;
