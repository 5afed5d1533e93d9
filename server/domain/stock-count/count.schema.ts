import { z } from "zod";
import { isOneLine } from "@/server/kernel/text";

const code = z.string().trim().min(1).max(64).refine(isOneLine, "That is no code.");
const number = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^SC-\d{1,12}$/, "That is no count.");
const units = z
  .number({ error: "Enter how many there are." })
  .int("Enter a whole number.")
  .min(0, "A count can't be below 0.")
  .max(1_000_000, "That is more than a shelf holds. Was it a barcode?");

export const countSchema = z.object({ number });
export const enterCountSchema = z.object({ line: z.uuid(), quantity: units });

export const addLineSchema = z.object({
  number,
  code,
  lot: z.string().trim().min(1).max(60).refine(isOneLine, "That is no lot code.").optional(),
  expiresAt: z.iso
    .date("Enter a date.")
    .transform((value) => new Date(value))
    .optional(),
});

export const decisions = ["approve", "recount", "leave"] as const;
export const decideSchema = z.object({
  number,
  /** Absent: every difference that waits. */
  lines: z.array(z.uuid()).min(1).max(1000).optional(),
  decision: z.enum(decisions),
});
export const recountSchema = z.object({ line: z.uuid() });

/** How the shelves of a list are chosen. */
export const choices = ["category", "skus", "stale", "value", "movers", "random"] as const;
export type Choice = (typeof choices)[number];
export const longestList = 1000;

const howMany = z.coerce
  .number("Enter a number.")
  .int("Enter a whole number.")
  .min(1, "At least 1.")
  .max(longestList, `At most ${longestList} shelves on a list.`)
  .default(30);
const head = {
  location: z.string().trim().toUpperCase().min(1, "Choose a place.").max(20),
  name: z.string().trim().max(80).refine(isOneLine, "Name it in one line.").optional(),
};

export const openCountSchema = z.discriminatedUnion("by", [
  z.object({ ...head, by: z.literal("category"), category: z.string().min(1, "Choose a category.").max(80) }),
  z.object({
    ...head,
    by: z.literal("skus"),
    skus: z
      .string()
      .max(80_000, "That is too long a list.")
      .transform((text) => [...new Set(text.split(/[\s,;]+/).filter((sku) => sku !== ""))])
      .refine((skus) => skus.length > 0, "Name at least one SKU.")
      .refine((skus) => skus.length <= longestList, `At most ${longestList} SKUs on a list.`)
      .refine((skus) => skus.every((sku) => sku.length <= 64 && isOneLine(sku)), "One of these is no SKU."),
  }),
  z.object({
    ...head,
    by: z.literal("stale"),
    days: z.coerce.number("Enter a number.").int("Enter a whole number.").min(1, "At least 1.").max(3650),
    limit: howMany,
  }),
  z.object({ ...head, by: z.literal("value"), limit: howMany }),
  z.object({ ...head, by: z.literal("movers"), limit: howMany }),
  z.object({ ...head, by: z.literal("random"), limit: howMany }),
]);
export type OpenCountInput = z.infer<typeof openCountSchema>;
