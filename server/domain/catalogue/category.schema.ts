import { z } from "zod";
import { isOneLine, isText } from "@/server/kernel/text";
import { isSlug, slugOf } from "./product";

export const saveCategorySchema = z
  .object({
    id: z.uuid().nullable(),
    name: z.string().trim().min(1, "Give it a name.").max(80).refine(isOneLine, "Keep it to one line."),
    slug: z.string().trim().max(80, "Use at most 80 characters."),
    description: z.string().trim().max(500, "Use at most 500 characters.").refine(isText, "Use plain text."),
    shelfLifeMarginDays: z
      .string()
      .trim()
      .regex(/^\d{1,4}$/, "Type whole days, 0 for none.")
      .transform(Number),
  })
  .transform((input) => ({ ...input, slug: input.slug || slugOf(input.name) }))
  .refine(({ slug }) => isSlug(slug), {
    path: ["slug"],
    error: "Use small letters, digits and single hyphens, such as kitchen-tools.",
  });
export type SaveCategoryInput = z.output<typeof saveCategorySchema>;

/** What can be done with a category in the list or on its page. */
export const changeCategorySchema = z.discriminatedUnion("intent", [
  z.object({ id: z.uuid(), intent: z.literal("up") }),
  z.object({ id: z.uuid(), intent: z.literal("down") }),
  z.object({
    id: z.uuid(),
    intent: z.literal("delete"),
    /** Where its products go first; without it only an empty category is deleted. */
    moveTo: z
      .uuid()
      .or(z.literal("").transform(() => undefined))
      .optional(),
  }),
]);
export type ChangeCategoryInput = z.output<typeof changeCategorySchema>;
