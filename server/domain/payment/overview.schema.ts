import { z } from "zod";

const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .refine((text) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`)))
  .optional()
  .catch(undefined);

/** Which days of the books to look at; without a word the last 30. */
export const overviewFilterSchema = z.object({ from: day, to: day });
export type OverviewFilter = z.infer<typeof overviewFilterSchema>;
