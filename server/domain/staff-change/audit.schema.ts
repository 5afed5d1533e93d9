import { z } from "zod";

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => !Number.isNaN(Date.parse(text)));

/** The page's address: who, which part, about what, from when until when. What can't be read is left out. */
export const auditFilterSchema = z.object({
  person: z.uuid().optional().catch(undefined),
  area: z.string().max(30).optional().catch(undefined),
  /** An order's number or a SKU. */
  about: z.string().trim().min(1).max(100).optional().catch(undefined),
  /** One row, for links from other pages: "product/0198…". */
  row: z.string().max(200).optional().catch(undefined),
  from: day.optional().catch(undefined),
  to: day.optional().catch(undefined),
  before: z.coerce.number().int().positive().optional().catch(undefined),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;
