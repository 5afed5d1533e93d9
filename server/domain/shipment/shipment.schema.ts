import { z } from "zod";
import { openStatuses } from "./shipment";

const shipment = z.string().trim().min(1, "Name the shipment, such as HF-100042-1.").max(64);

export const shipmentSchema = z.object({ shipment });

export const pickSchema = z.object({
  shipment,
  /** What the scanner read: a barcode or a SKU. */
  code: z.string().trim().min(1, "Scan or type the item's code.").max(64),
  quantity: z.number().int().min(1, "Pick at least 1.").max(9999).default(1),
  /** One line of several with the same item: the shelf it is taken from. */
  stockLevelId: z.number().int().optional(),
  /** The shelf that was scanned before the item; it is checked when it is given. */
  bin: z.string().trim().min(1).max(20).optional(),
  /** The handheld's own id of the scan: the same one again is answered again, and booked once. */
  scan: z.uuid().optional(),
});

/** Ways to look at the queue beside its states. */
export const queueViews = ["late", "express", "held", "mine"] as const;
export type QueueView = (typeof queueViews)[number];

export const queueSchema = z.object({
  location: z.string().trim().max(20).optional(),
  status: z.enum(openStatuses).optional(),
  only: z.enum(queueViews).optional(),
  cursor: z.string().max(200).optional(),
});
export type QueueInput = z.infer<typeof queueSchema>;

/** The place that the picker stands in; left out: any. */
export const takeNextSchema = z.object({ location: z.string().trim().max(20).optional() });
