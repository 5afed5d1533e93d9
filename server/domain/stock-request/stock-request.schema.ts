import { z } from "zod";
import { emailSchema } from "@/server/domain/customer/customer.schema";

export const askForStockSchema = z.object({
  sku: z
    .string()
    .trim()
    .min(1, "Choose what you are waiting for.")
    .max(64, "Choose what you are waiting for."),
  email: emailSchema,
});
export type AskForStockInput = z.infer<typeof askForStockSchema>;
