import { z } from "zod";

const shipment = z.string().trim().min(1, "Name the shipment, such as HF-100042-1.").max(64);

const weightGrams = z.number().int().min(1, "Weigh the parcel.").max(70_000, "Carriers take at most 70 kg.");

const millimetres = z.number().int().min(1).max(5_000);

/** Packages as they were packed; without any, the suggestion is taken. */
export const packSchema = z.object({
  shipment,
  packages: z
    .array(
      z.object({
        /** The kind of box; null: another one. */
        packagingId: z.uuid().nullable().default(null),
        /** Left out: reckoned from the goods and the box. */
        weightGrams: weightGrams.optional(),
        size: z
          .object({ lengthMm: millimetres, widthMm: millimetres, heightMm: millimetres })
          .nullable()
          .default(null),
        lines: z
          .array(
            z.object({
              orderLineId: z.uuid(),
              stockLevelId: z.number().int(),
              quantity: z.number().int().min(1).max(9_999),
            }),
          )
          .max(500),
      }),
    )
    .min(1)
    .max(50, "Pack at most 50 packages.")
    .optional(),
});
export type PackageInput = NonNullable<z.infer<typeof packSchema>["packages"]>[number];

const offer = z.object({ carrier: z.enum(["ups", "fedex"]), serviceCode: z.string().min(1).max(60) });

export const labelSchema = z.object({
  shipment,
  /** What the scales say of a shipment in one package. */
  weightGrams: weightGrams.optional(),
  /** The same of several. */
  weights: z
    .array(z.object({ position: z.number().int().min(1), weightGrams }))
    .max(50)
    .optional(),
  /** The carrier's service that a person chose; left out: the best one is. */
  offer: offer.optional(),
});
export type LabelOptions = Omit<z.input<typeof labelSchema>, "shipment">;
