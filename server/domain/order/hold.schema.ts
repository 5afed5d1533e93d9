import { z } from "zod";
import { isText } from "@/server/kernel/text";
import { staffHoldReasons } from "./hold";
import { holdReasons } from "./order";
import { orderNumberSchema } from "./order.schema";

const note = z
  .string({ error: "Say why." })
  .trim()
  .min(3, "Say why, in a few words.")
  .max(300, "Say it in 300 characters.")
  .refine(isText, "Use letters, digits and signs.");

export const holdOrderSchema = z.object({
  number: orderNumberSchema,
  reason: z.enum(staffHoldReasons, { error: "Choose what is to be checked." }),
  note,
});

export const liftHoldSchema = z.object({
  number: orderNumberSchema,
  /** Which of its holds; without it, every one that a person may lift. */
  reason: z.enum(holdReasons).optional(),
  note,
});

export const heldOrderSchema = z.object({ number: orderNumberSchema });
