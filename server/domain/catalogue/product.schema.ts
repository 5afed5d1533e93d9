import { z } from "zod";
import { parseAmount } from "@/server/kernel/money";
import { isOneLine, isText } from "@/server/kernel/text";
import { expectedCheckDigit, isSlug, maxOptions, maxVariants } from "./product";

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `Use at most ${max} characters.`)
    .refine(isOneLine, "Keep it to one line of plain text.");

const amount = (currency: string, empty: string) =>
  z
    .string()
    .trim()
    .min(1, empty)
    .transform((typed, check) => {
      const units = parseAmount(typed, currency);
      if (units !== null) return units;
      check.addIssue({
        code: "custom",
        message: `“${typed}” is no amount in ${currency}. Type it like 24.90.`,
      });
      return z.NEVER;
    });

const barcode = line(60).transform((code, check) => {
  const digit = expectedCheckDigit(code);
  if (digit === null || code.endsWith(digit)) return code || null;
  check.addIssue({
    code: "custom",
    message: `The last digit of an EAN or UPC checks the others: here it would be ${digit}. Look at the code again.`,
  });
  return z.NEVER;
});

const grams = z
  .string()
  .trim()
  .regex(/^\d{1,7}$/, "Type the weight in whole grams, such as 450.")
  .transform(Number);

const variantSchema = (currency: string) =>
  z
    .object({
      id: z.uuid().nullable(),
      options: z.record(z.string(), line(60).min(1, "Give it a value.")),
      sku: line(64).min(1, "Give it a SKU."),
      price: amount(currency, "Give it a price."),
      compareAt: amount(currency, "").nullable(),
      weight: grams,
      barcode,
      archived: z.boolean(),
    })
    .superRefine(({ price, compareAt }, check) => {
      if (compareAt !== null && compareAt <= price)
        check.addIssue({
          code: "custom",
          path: ["compareAt"],
          message: "A former price is higher than the price. Leave it empty when there is none.",
        });
    });

/** A product as its form sends it, amounts in the store's currency. */
export const saveProductSchema = (currency: string) =>
  z
    .object({
      id: z.uuid().nullable(),
      /** When what was edited had been saved; null for a new product. */
      version: z.iso
        .datetime()
        .transform((at) => new Date(at))
        .nullable(),
      title: line(200).min(1, "Give it a title."),
      slug: line(80).refine(isSlug, "Use small letters, digits and single hyphens, such as oak-stool."),
      summary: line(300),
      body: z
        .string()
        .trim()
        .max(100_000, "Use at most 100,000 characters.")
        .refine(isText, "Use plain text."),
      vendor: line(120),
      tags: z.array(line(60)).max(50, "Use at most 50 tags."),
      category: z.string().min(1, "Choose a category."),
      taxCategory: z.enum(["standard", "food", "books", "clothing"], { error: "Choose how it is taxed." }),
      publishedAt: z.date({ error: "Say from when it is in the shop." }).nullable(),
      options: z.array(line(40).min(1)).max(maxOptions),
      variants: z
        .array(variantSchema(currency))
        .min(1, "A product has at least one variant.")
        .max(maxVariants, `A product has at most ${maxVariants} variants.`),
    })
    .superRefine(({ options, variants }, check) => {
      const wrong = (path: (string | number)[], message: string) =>
        check.addIssue({ code: "custom", path, message });
      if (new Set(options.map((name) => name.toLowerCase())).size < options.length)
        wrong(["options"], "Give every option a name of its own.");
      if (options.length === 0 && variants.filter((one) => !one.archived).length > 1)
        wrong(["options"], "Name what the variants differ in, such as Size.");
      const seen = new Map<string, number>();
      const once = (row: number, field: string, value: string, message: string) => {
        if (seen.has(`${field} ${value}`)) wrong(["variants", row, field], message);
        seen.set(`${field} ${value}`, row);
      };
      variants.forEach((one, row) => {
        for (const name of options)
          if (!one.options[name])
            wrong(["variants", row, "options", name], `Give it a ${name.toLowerCase()}.`);
        once(row, "sku", one.sku, `${one.sku} stands here twice. Every variant has its own SKU.`);
        if (one.barcode) once(row, "barcode", one.barcode, "Another variant here has this barcode.");
        if (options.length > 0 && !one.archived)
          once(
            row,
            "options",
            JSON.stringify(options.map((name) => one.options[name]?.toLowerCase())),
            "There is another variant with these values.",
          );
      });
    });
export type SaveProductInput = z.output<ReturnType<typeof saveProductSchema>>;

export const productSorts = ["updated", "title", "newest"] as const;
export type ProductSort = (typeof productSorts)[number];

/** The list's filters as they stand in its address; whatever is not understood counts as absent. */
export const productFilterSchema = z.object({
  q: z.string().trim().max(80).optional().catch(undefined),
  category: z.string().trim().max(80).optional().catch(undefined),
  show: z.enum(["published", "draft", "scheduled", "archived"]).optional().catch(undefined),
  picture: z.enum(["none", "linked"]).optional().catch(undefined),
  sort: z.enum(productSorts).optional().catch(undefined),
  cursor: z.string().max(300).optional().catch(undefined),
});
export type ProductFilter = z.infer<typeof productFilterSchema>;

export const publishProductsSchema = z.object({
  ids: z.array(z.uuid()).min(1, "Choose at least one product.").max(100),
  publish: z.boolean(),
});
