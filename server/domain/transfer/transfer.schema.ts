import { z } from "zod";
import { isOneLine } from "@/server/kernel/text";

const place = z.string().trim().toUpperCase().min(1, "Choose a place.").max(20);
const number = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^TR-\d{1,12}$/, "That is no transfer's number.");
const units = (none: string) =>
  z.number({ error: none }).int("Enter a whole number.").min(0, "That can't be below 0.").max(1_000_000);

/** Why goods go to another place: the first is the usual one. */
export const transferReasons = [
  "Restock",
  "Rebalance stock",
  "Customer order",
  "Place is closing",
  "Other",
] as const;

export const sendTransferSchema = z
  .object({
    /** Chosen by the form: the same again is the same transfer. */
    id: z.uuid().optional(),
    from: place,
    to: place,
    reason: z
      .string({ error: "Say why." })
      .trim()
      .min(1, "Say why.")
      .max(200)
      .refine(isOneLine, "Say it in one line."),
    lines: z
      .array(
        z.object({
          /** SKU or barcode. */
          sku: z.string().trim().min(1, "Name the SKU.").max(64).refine(isOneLine, "That is no SKU."),
          /** None: the lots that expire first. */
          lot: z.string().trim().min(1).max(60).refine(isOneLine, "That is no lot code.").optional(),
          quantity: units("Enter a quantity.").min(1, "Send at least 1."),
        }),
      )
      .min(1, "Say what to send.")
      .max(100, "Send at most 100 lines at a time."),
  })
  .refine(({ from, to }) => from !== to, {
    path: ["to"],
    error: "Choose another place than where they leave from.",
  });
export type SendTransferInput = z.infer<typeof sendTransferSchema>;

export const receiveTransferSchema = z.object({
  transfer: number,
  lines: z
    .array(
      z.object({
        line: z.uuid(),
        /** Units that came now, in whatever state. */
        quantity: units("Enter how many came."),
        /** Of those, how many came damaged; they are set aside. */
        damaged: units("Enter how many are damaged.").default(0),
        /** What the form was shown as received before: if that has changed since, it asks to look again. */
        before: z.number().int().min(0).optional(),
      }),
    )
    .min(1, "Say what came.")
    .max(500)
    .superRefine((lines, check) => {
      if (lines.every((line) => line.quantity === 0))
        check.addIssue({
          code: "custom",
          message: "Nothing is entered yet. Scan what came, or type how many.",
        });
      lines.forEach((line, at) => {
        if (lines.findIndex((one) => one.line === line.line) < at)
          check.addIssue({ code: "custom", path: [at, "line"], message: "This line is there twice." });
        if (line.damaged > line.quantity)
          check.addIssue({
            code: "custom",
            path: [at, "damaged"],
            message: "No more can be damaged than came.",
          });
      });
    }),
});
export type ReceiveTransferInput = z.infer<typeof receiveTransferSchema>;

export const transferNumberSchema = z.object({ transfer: number });

/** The list's filters as they stand in its address; whatever is not understood counts as absent. */
export const transferFilterSchema = z.object({
  show: z.enum(["open", "all"]).catch("open").default("open"),
  place: place.optional().catch(undefined),
  cursor: z.string().max(300).optional().catch(undefined),
});
export type TransferFilter = z.infer<typeof transferFilterSchema>;

export const lookUpSchema = z.object({ place, code: z.string().trim().min(1).max(64).refine(isOneLine) });
