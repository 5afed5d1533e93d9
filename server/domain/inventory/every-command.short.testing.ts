import { cancelUnits } from "@/server/domain/order/cancel-units";
import { closePayments } from "@/server/domain/payment/close-payments";
import { assignShipments } from "@/server/domain/shipment/assign-shipments";
import { startPicking } from "@/server/domain/shipment/pick-shipment";
import { shortPick } from "@/server/domain/shipment/short-pick";
import { decideCountLines } from "@/server/domain/stock-count/decide-count-lines";
import { enterCount } from "@/server/domain/stock-count/enter-count";
import type { Id } from "@/server/kernel/id";
import type { TestApp } from "@/server/testing";
import { pick } from "./every-command.pick.testing";
import { nameSql, ofLevel, type ReferenceModel } from "./reference-model.testing";

type Order = { id: Id<"order">; lines: { sku: string; quantity: number }[] };
type Next = { quantity: number; damaged: boolean };

/** A picker finds less than the books say, or finds it broken: it is set aside, and the model knows nothing more. */
export async function comeUpShort(
  shop: TestApp,
  model: ReferenceModel,
  { id }: Order,
  { quantity, damaged }: Next,
): Promise<void> {
  const ctx = shop.ctx();
  await assignShipments(ctx, id);
  const rows = await shop.rows<{ number: string; level: number; left: number; shelf: string }>(
    `select p.number, s.id::int as level, x.quantity - x.picked as left, ${nameSql} as shelf
       from shipment p join shipment_line x on x.shipment_id = p.id join stock_level s on s.id = x.stock_level_id ${ofLevel}
      where p.order_id = $1 and p.status in ('assigned', 'picking') and x.quantity > x.picked order by p.number, s.id`,
    [id],
  );
  const line = pick(rows, quantity);
  await startPicking(ctx, line.number);
  const missing = Math.min(quantity, line.left);
  const reason = damaged ? "damaged" : "not_found";
  await shortPick(ctx, { shipment: line.number, stockLevelId: line.level, missing, reason });
  model.apply({ shelf: line.shelf, unavailable: missing });
}

/** Some of one line will not be sent. What an order holds is known by the shop's own list. */
export async function cancelSome(shop: TestApp, { id, lines }: Order, quantity: number): Promise<void> {
  const line = pick(lines, quantity);
  const [row] = await shop.rows<{ id: string }>(
    "select id from order_line where order_id = $1 and sku = $2",
    [id, line.sku],
  );
  const part = { orderLineId: row?.id ?? "", quantity: Math.min(quantity, line.quantity) };
  const { outcome } = await cancelUnits(shop.ctx(), id, { lines: [part], reason: "customer" });
  if (outcome === "order_cancelled") await closePayments(shop.ctx(), id);
}

/** A shelf that a picker came up short at is counted: some of what was missing is there, and some is not. */
export async function countShort(
  shop: TestApp,
  model: ReferenceModel,
  next: { of: number; less: number },
): Promise<void> {
  const rows = await shop.rows<{ line: string; number: string; shelf: string; onHand: number }>(
    `select y.id as line, c.number, ${nameSql} as shelf, s.on_hand as "onHand" from stock_count_line y
       join stock_count c on c.id = y.count_id and c.source = 'recount'
       join stock_level s on s.variant_id = y.variant_id and s.location_id = c.location_id
                         and s.lot_id is not distinct from y.lot_id ${ofLevel}
      where y.status = 'to_count' order by c.number`,
  );
  const { line, number, shelf: name, onHand } = pick(rows, next.of);
  const entered = await enterCount(shop.ctx(), { line, quantity: Math.max(0, onHand - next.less) });
  if (entered.status === "to_approve")
    await decideCountLines(shop.ctx(), { number, lines: [line], decision: "approve" });
  const moved = await shop.rows<{ to: string; quantity: number; kind: string }>(
    `select m.to_place as to, m.quantity, m.kind from stock_movement m join stock_count_line y on y.count_id = m.count_id
      where y.id = $1 and (m.kind = 'count' or m.from_place = 'unavailable')`,
    [line],
  );
  // What came of it is in the ledger by the count; once, whoever of several entered it.
  model.applyOnce(
    `recount ${line}`,
    moved.map(({ to, quantity, kind }) =>
      kind === "count"
        ? { shelf: name, onHand: to === "available" ? quantity : -quantity }
        : { shelf: name, unavailable: -quantity },
    ),
  );
}
