import { z } from "zod";
import { isOneLine, isText } from "@/server/kernel/text";
import { purchaseOrderStatuses } from "./purchase-order";

const number = z.string().trim().min(1, "Name the purchase order, such as PO-1001.").max(64);
const sku = z.string().trim().min(1, "Name the SKU.").max(64).refine(isOneLine, "That is no SKU.");
const units = z
  .number({ error: "Enter a quantity." })
  .int("Enter whole units.")
  .min(1, "Order at least 1.")
  .max(1_000_000, "That is more than one order can ask for.");
const note = z.string().trim().max(1000).refine(isText, "This has characters that can't be kept.");

export const purchaseOrderSchema = z.object({ purchaseOrder: number });

/** A draft by hand. Its id comes with the form, so that a second press finds the first one's draft. */
export const draftPurchaseSchema = z.object({
  id: z.uuid(),
  supplier: z.string().trim().toUpperCase().min(1, "Choose a supplier.").max(40),
  location: z.string().trim().toUpperCase().min(1, "Choose a place.").max(20),
  note: note.optional(),
  lines: z.array(z.object({ sku, quantity: units })).max(500),
});
export type DraftPurchaseInput = z.infer<typeof draftPurchaseSchema>;

/** What changes in a draft; lines that are not named stay as they are. */
export const editPurchaseSchema = z.object({
  purchaseOrder: number,
  note: note.optional(),
  lines: z.array(z.object({ line: z.uuid(), quantity: units })).max(500),
  remove: z.array(z.uuid()).max(500),
  add: z.array(z.object({ sku, quantity: units })).max(500),
});
export type EditPurchaseInput = z.infer<typeof editPurchaseSchema>;

export const cancelPurchaseSchema = z.object({ purchaseOrder: number, note: note.default("") });
export const giveUpRestSchema = z.object({
  purchaseOrder: number,
  note: note.min(1, "Say why the rest will not come."),
});

/** One lot of one line, as it was found in the delivery. */
const receivedLine = z
  .object({
    line: z.uuid(),
    /** Units that came, in whatever state. */
    quantity: z
      .number({ error: "Enter how many came." })
      .int("Enter whole units.")
      .min(1, "Receive at least 1.")
      .max(1_000_000),
    /** Of those, how many can't be sold. */
    damaged: z.number().int("Enter whole units.").min(0).optional(),
    lot: z.string().trim().min(1).max(60).refine(isOneLine, "That is no lot code.").optional(),
    expiresAt: z
      .union([z.iso.date(), z.iso.datetime({ offset: true })])
      .transform((value) => new Date(value))
      .optional(),
    /** Said yes to goods that shoppers will not be offered for long. */
    shortLifeAccepted: z.boolean().optional(),
  })
  .superRefine((line, check) => {
    const wrong = (path: string, message: string) =>
      check.addIssue({ code: "custom", path: [path], message });
    if ((line.damaged ?? 0) > line.quantity) wrong("damaged", "There can't be more damaged units than came.");
    if (line.expiresAt && !line.lot) wrong("lot", "Goods that expire need a lot.");
  });

export const receivePurchaseSchema = z.object({
  purchaseOrder: number,
  /** The same key books once, however often it is sent. */
  idempotencyKey: z.uuid().optional(),
  lines: z.array(receivedLine).min(1, "Scan or enter what came first.").max(500),
});
export type ReceivePurchaseInput = z.infer<typeof receivePurchaseSchema>;

/** The list's filters as they stand in its address; whatever is not understood counts as absent. */
export const purchaseOrderFilterSchema = z.object({
  status: z
    .enum([...purchaseOrderStatuses, "open"])
    .optional()
    .catch(undefined),
  supplier: z.string().trim().toUpperCase().max(40).optional().catch(undefined),
  place: z.string().trim().toUpperCase().max(20).optional().catch(undefined),
  overdue: z.stringbool().optional().catch(undefined),
  q: z.string().trim().max(80).optional().catch(undefined),
});
export type PurchaseOrderFilter = z.infer<typeof purchaseOrderFilterSchema>;
