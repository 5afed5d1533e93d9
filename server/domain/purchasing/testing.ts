import { newId } from "@/server/kernel/id";
import type { TestApp } from "@/server/testing";
import { draftPurchase } from "./draft-purchase";
import { orderPurchase } from "./order-purchase";
import { draftPurchaseSchema, receivePurchaseSchema } from "./purchase-order.schema";
import { findPurchaseOrder } from "./purchase-order.store";
import { type Received, receivePurchase } from "./receive-purchase";

type Wanted = { sku: string; quantity: number };

/** A draft at TESTCO for EAST. */
export async function drafted(shop: TestApp, lines: Wanted[]): Promise<string> {
  const input = { id: newId(), supplier: "TESTCO", location: "EAST", lines };
  return (await draftPurchase(shop.ctx(), draftPurchaseSchema.parse(input))).number;
}

/** The same, ordered. */
export async function ordered(shop: TestApp, lines: Wanted[]): Promise<string> {
  const number = await drafted(shop, lines);
  await orderPurchase(shop.ctx(), await findPurchaseOrder(shop.ctx(), number));
  return number;
}

export type Line = {
  id: string;
  sku: string;
  quantity: number;
  received: number;
  damaged: number;
  given_up: number;
};

export const linesOf = (shop: TestApp, number: string): Promise<Line[]> =>
  shop.rows<Line>(
    `select l.id, v.sku, l.quantity, l.received, l.damaged, l.given_up from purchase_order_line l
       join purchase_order o on o.id = l.purchase_order_id join variant v on v.id = l.variant_id
      where o.number = $1 order by l.position`,
    [number],
  );

export const statusOf = async (shop: TestApp, number: string): Promise<unknown> =>
  (await shop.rows("select status from purchase_order where number = $1", [number]))[0]?.status;

type Came = { sku: string; quantity: number; [more: string]: unknown };

/** What a delivery brought, by SKU. */
export async function receive(
  shop: TestApp,
  number: string,
  came: Came[],
  idempotencyKey?: string,
): Promise<Received> {
  const lines = await linesOf(shop, number);
  const input = receivePurchaseSchema.parse({
    purchaseOrder: number,
    ...(idempotencyKey ? { idempotencyKey } : {}),
    lines: came.map(({ sku, ...rest }) => ({ ...rest, line: lines.find((line) => line.sku === sku)?.id })),
  });
  return receivePurchase(shop.ctx(), input);
}
