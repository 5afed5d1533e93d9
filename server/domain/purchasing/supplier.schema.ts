import { z } from "zod";
import { parseAmount } from "@/server/kernel/money";
import { isOneLine, isText } from "@/server/kernel/text";

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `Use at most ${max} characters.`)
    .refine(isOneLine, "Keep it to one line of plain text.");
const lines = (max: number) =>
  z.string().trim().max(max, `Use at most ${max} characters.`).refine(isText, "Use plain text.");

const amount = (currency: string) =>
  z
    .string()
    .trim()
    .transform((typed, check) => {
      const units = typed === "" ? 0 : parseAmount(typed, currency);
      if (units !== null) return units;
      check.addIssue({
        code: "custom",
        message: `“${typed}” is no amount in ${currency}. Type it like 24.90.`,
      });
      return z.NEVER;
    });

const whole = (least: number, most: number, missing: string) =>
  z
    .string()
    .trim()
    .min(1, { error: missing, abort: true })
    .regex(/^\d{1,7}$/, "Enter a whole number.")
    .transform(Number)
    .refine((value) => value >= least && value <= most, `Enter ${least} to ${most}.`);

export const supplierCodeSchema = line(20)
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9-]*$/, "Use letters, digits and hyphens, such as NORTHPINE.");

/** What the form of a supplier holds; amounts are read in its currency. */
export const saveSupplierSchema = (currency: string) =>
  z.object({
    code: supplierCodeSchema,
    name: line(120).min(1, "Enter the supplier's name."),
    email: z
      .union([z.literal(""), z.email("Enter an address such as orders@supplier.example.").max(200)])
      .transform((value) => value || null),
    phone: line(60).transform((value) => value || null),
    address: lines(500),
    leadTimeDays: whole(0, 365, "Enter how many days a delivery takes."),
    minimumAmount: amount(currency),
    note: lines(1000),
  });
export type SaveSupplierInput = z.infer<ReturnType<typeof saveSupplierSchema>>;

export const supplierItemSchema = (currency: string) =>
  z.object({
    sku: line(64).min(1, "Name the SKU."),
    supplierSku: line(64).min(1, "Enter the supplier's article number."),
    costAmount: amount(currency),
    packSize: whole(1, 100_000, "Enter the units in a pack; 1 when it comes by the piece."),
    minimumQuantity: whole(1, 1_000_000, "Enter the fewest units a line may ask for."),
    /** Absent: the supplier's own. */
    leadTimeDays: z
      .string()
      .trim()
      .regex(/^\d{0,3}$/, "Enter a whole number of days.")
      .transform((typed) => (typed === "" ? null : Number(typed))),
  });
export type SupplierItemInput = z.infer<ReturnType<typeof supplierItemSchema>>;
