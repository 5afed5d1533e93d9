import { z } from "zod";

/** A whole number as a form sends it. */
const whole = (what: string, min: number, max: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,6}$/, `${what}: enter a whole number.`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, {
      error: `${what}: enter a number from ${min} to ${max.toLocaleString("en-US")}.`,
    });

export const boxSchema = z
  .object({
    name: z.string().trim().min(1, "Name: what do packers call it?").max(60, "Name: up to 60 characters."),
    lengthMm: whole("Length", 1, 3_000),
    widthMm: whole("Width", 1, 3_000),
    heightMm: whole("Height", 1, 3_000),
    emptyGrams: whole("Empty weight", 0, 20_000),
    maxGrams: whole("Heaviest", 1, 70_000),
  })
  .refine(({ emptyGrams, maxGrams }) => maxGrams > emptyGrams, {
    path: ["maxGrams"],
    error: "Heaviest: it has to be more than the box weighs itself.",
  });
export type BoxInput = z.infer<typeof boxSchema>;
