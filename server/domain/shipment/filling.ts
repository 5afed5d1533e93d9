import type { GeoPoint } from "@/server/domain/inventory/geography";
import { type Centre, type RoutingRules, route, type Shelf } from "@/server/domain/inventory/routing";

export type Waiting = { backorderId: string; orderLineId: string; sku: string; quantity: number };

/** Units of one shelf for one backorder. */
export type Filling = {
  backorderId: string;
  orderLineId: string;
  sku: string;
  levelId: number;
  locationCode: string;
  quantity: number;
};

/**
 * Which units an order that waits gets: as many as there are, from the places that routing chooses for so many, and the
 * longest wait first.
 */
export function fillingsOf(
  waiting: readonly Waiting[],
  shelves: readonly Shelf[],
  centres: readonly Centre[],
  destination: GeoPoint | null,
  rules: RoutingRules,
): Filling[] {
  const open = shelves.filter((shelf) => centres.some((centre) => centre.code === shelf.locationCode));
  const wanted = [...new Set(waiting.map(({ sku }) => sku))].flatMap((sku) => {
    const asked = sum(waiting.filter((one) => one.sku === sku).map((one) => one.quantity));
    const there = sum(open.filter((shelf) => shelf.sku === sku).map((shelf) => shelf.available));
    return Math.min(asked, there) > 0 ? [{ sku, quantity: Math.min(asked, there) }] : [];
  });
  if (wanted.length === 0) return [];
  const routed = route(wanted, open, centres, destination, rules);
  if (!routed.ok) return [];
  const parts = routed.allocations.map((part) => ({ ...part }));
  const fillings: Filling[] = [];
  for (const { backorderId, orderLineId, sku, quantity } of waiting) {
    let left = quantity;
    for (const part of parts) {
      const units = part.sku === sku ? Math.min(left, part.quantity) : 0;
      if (units === 0) continue;
      const { levelId, locationCode } = part;
      fillings.push({ backorderId, orderLineId, sku, levelId, locationCode, quantity: units });
      part.quantity -= units;
      left -= units;
    }
  }
  return fillings;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
