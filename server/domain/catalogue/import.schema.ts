import { z } from "zod";
import { asId } from "@/server/kernel/id";

export const importIdSchema = z.uuid().transform((id) => asId<"catalogueImport">(id));

export const confirmImportSchema = z.object({
  id: importIdSchema,
  /** Imports the rest when some products have errors. */
  leaveOut: z.boolean().default(false),
  /** A place's code; empty: quantities in the file are not brought in. */
  openingStockAt: z.string().trim().toUpperCase().max(20).default(""),
});
export type ConfirmImportInput = z.infer<typeof confirmImportSchema>;

const importViews = ["change", "create", "errors"] as const;
export type ImportView = (typeof importViews)[number];

/** The preview's address: which rows, and behind which position. Whatever is not understood counts as absent. */
export const importViewSchema = z.object({
  show: z.enum(importViews).optional().catch(undefined),
  after: z.coerce.number().int().min(0).optional().catch(undefined),
});

/** Which products an export holds; the products page names its filters the same. */
export const exportFilterSchema = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  category: z.string().trim().max(200).optional().catch(undefined),
  show: z.enum(["published", "draft", "scheduled"]).optional().catch(undefined),
});
export type ExportFilter = z.infer<typeof exportFilterSchema>;
