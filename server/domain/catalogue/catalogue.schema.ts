import { z } from "zod";

export const catalogueSorts = ["featured", "price", "price-desc", "newest", "title"] as const;
export type CatalogueSort = (typeof catalogueSorts)[number];

export const catalogueListSchema = z.object({
  q: z.string().trim().max(100).optional(),
  category: z.string().trim().max(80).optional(),
  sort: z.enum(catalogueSorts).default("featured"),
  inStock: z.boolean().default(false),
  cursor: z.string().max(300).nullish(),
  limit: z.number().int().min(1).max(100).default(24),
});
export type CatalogueListInput = z.infer<typeof catalogueListSchema>;

export const bySlugSchema = z.object({ slug: z.string().trim().min(1).max(200) });
