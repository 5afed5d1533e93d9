import { z } from "zod";

const wave = z
  .string()
  .trim()
  .regex(/^WV-\d{1,9}$/, "Name the walk, such as WV-1001.");
const location = z.string().trim().toUpperCase().min(1, "Choose a place.").max(20);

export const waveSchema = z.object({ wave });

export const startWaveSchema = z.object({
  location,
  /** Which ones; without, the next by promise. */
  shipments: z.array(z.string().trim().min(1).max(64)).min(1).max(40).optional(),
});

export const pickForWaveSchema = z.object({
  wave,
  code: z.string().trim().min(1, "Scan or type the item's code.").max(64),
  quantity: z.number().int().min(1, "Pick at least 1.").max(9999).default(1),
  stockLevelId: z.number().int().optional(),
  bin: z.string().trim().min(1).max(20).optional(),
  scan: z.uuid().optional(),
});
export type PickForWaveInput = z.infer<typeof pickForWaveSchema>;

export const leaveWaveSchema = z.object({ wave, shipment: z.string().trim().min(1).max(64) });
