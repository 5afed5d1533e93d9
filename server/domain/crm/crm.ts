import { createHash } from "node:crypto";
import type { OrderStatus } from "@/server/domain/order/order";
import type { DealStage } from "@/server/ports/crm";

/** Where an order stands in the eyes of who sells: parts that have left make it shipped. */
export const stageOf: Record<OrderStatus, DealStage> = {
  pending: "placed",
  paid: "paid",
  partially_shipped: "shipped",
  shipped: "shipped",
  delivered: "delivered",
  cancelled: "cancelled",
};

/** Tells whether the CRM has been told exactly this already. */
export const digestOf = (content: object): string =>
  createHash("sha256")
    // The CRM's own id of it is nothing to tell it.
    .update(JSON.stringify({ ...content, crmId: undefined }))
    .digest("base64url");
