import { cancelOrder } from "@/server/domain/order/cancel-order";
import { closePayments } from "@/server/domain/payment/close-payments";
import { settlePayment } from "@/server/domain/payment/settle-payment";
import { takeBack } from "@/server/domain/return/take-back";
import { assignShipments } from "@/server/domain/shipment/assign-shipments";
import { fillBackorders } from "@/server/domain/shipment/fill-backorders";
import { packShipment } from "@/server/domain/shipment/pack-shipment";
import { pickItem, startPicking } from "@/server/domain/shipment/pick-shipment";
import { shipOrder } from "@/server/domain/shipment/ship-order";
import type { Id } from "@/server/kernel/id";
import { pay, placeOrder, shipmentsOf, type TestApp } from "@/server/testing";
import { pick } from "./every-command.pick.testing";
import { cancelSome, comeUpShort } from "./every-command.short.testing";
import type { Step } from "./every-command.steps.testing";
import { heldBy, type ReferenceModel } from "./reference-model.testing";
import { reroute } from "./reroute";

type Order = { id: Id<"order">; lines: { sku: string; quantity: number }[] };

type OrderStep = Extract<
  Step,
  {
    do: "order" | "pay" | "cancel" | "ship" | "reroute" | "take back" | "short" | "cancel part" | "fill";
  }
>;

/** Orders from their placing to their coming back. What they hold is known by the shop's own list. */
export class OrderDesk {
  readonly orders: Order[] = [];

  constructor(
    readonly shop: TestApp,
    readonly model: ReferenceModel,
  ) {}

  /** An order that this can be done to; by the time it is, another worker may have done something else to it. */
  async #orderIn(statuses: readonly string[], of: number): Promise<Order> {
    const rows = await this.shop.rows<{ id: string }>(
      "select id from orders where status::text = any($1) order by id",
      [statuses],
    );
    const { id } = pick(rows, of);
    return pick(
      this.orders.filter((order) => order.id === id),
      0,
    );
  }

  async run(next: OrderStep): Promise<void> {
    const ctx = this.shop.ctx();
    switch (next.do) {
      case "order": {
        const { id } = await placeOrder(ctx, next.lines);
        this.orders.push({ id, lines: next.lines });
        return;
      }
      case "pay": {
        const { id } = await this.#orderIn(["pending"], next.of);
        const { paymentId } = await pay(this.shop, id);
        return void (await settlePayment(ctx, paymentId));
      }
      case "cancel": {
        const { id } = await this.#orderIn(["pending", "paid"], next.of);
        await cancelOrder(ctx, id, { reason: "customer" });
        return void (await closePayments(ctx, id));
      }
      case "ship":
        return this.#ship(await this.#orderIn(["paid", "partially_shipped"], next.of));
      case "short":
        return comeUpShort(
          this.shop,
          this.model,
          await this.#orderIn(["paid", "partially_shipped"], next.of),
          next,
        );
      case "cancel part":
        return cancelSome(
          this.shop,
          await this.#orderIn(["paid", "partially_shipped"], next.of),
          next.quantity,
        );
      case "fill":
        return void (await fillBackorders(ctx));
      case "reroute":
        return this.#reroute(await this.#orderIn(["paid", "partially_shipped"], next.of), next.place);
      case "take back":
        return this.#takeBack(await this.#orderIn(["shipped"], next.of));
    }
  }

  /** All of an order comes back, to the shelves it left from. */
  async #takeBack({ id, lines }: Order): Promise<void> {
    const condition = lines.length % 2 === 0 ? ("damaged" as const) : ("good" as const);
    await takeBack(this.shop.ctx(), id, {
      ...{ key: "all", reason: "Changed mind", refundAmount: 0 },
      units: (await this.#sentOf(id)).map((line) => ({ ...line, condition })),
    });
    const left = (await heldBy(this.shop)).filter((held) => held.order === id && held.status === "shipped");
    this.model.applyOnce(
      `back ${id}`,
      left.map(({ shelf: name, quantity }) => ({
        ...{ shelf: name, onHand: quantity, unavailable: condition === "damaged" ? quantity : 0 },
      })),
    );
  }

  /** What it holds changes shelves; nothing comes in or goes out. */
  async #reroute({ id }: Order, to: string): Promise<void> {
    const ctx = this.shop.ctx();
    await assignShipments(ctx, id);
    const open = (await shipmentsOf(this.shop, id)).filter(
      ({ status }) => status === "assigned" || status === "picking",
    );
    const { number } = pick(open, open.length - 1);
    await reroute(ctx, { shipment: number, to, reason: "Elsewhere is better", pickAgain: true });
  }

  #sentOf(id: Id<"order">) {
    return this.shop.rows<{ sku: string; quantity: number }>(
      `select i.sku, sum(x.quantity)::int as quantity from shipment p join shipment_line x on x.shipment_id = p.id
         join order_line i on i.id = x.order_line_id where p.order_id = $1 and p.status in ('shipped', 'delivered') group by 1`,
      [id],
    );
  }

  async #ship({ id }: Order): Promise<void> {
    const ctx = this.shop.ctx();
    await assignShipments(ctx, id);
    for (const { number, status } of await shipmentsOf(this.shop, id)) {
      if (status !== "assigned" && status !== "picking") continue;
      await startPicking(ctx, number);
      const lines = await this.shop.rows<{ sku: string; level: number; left: number }>(
        `select i.sku, x.stock_level_id::int as level, x.quantity - x.picked as left from shipment_line x
           join shipment h on h.id = x.shipment_id join order_line i on i.id = x.order_line_id where h.number = $1`,
        [number],
      );
      for (const { sku: code, level, left } of lines)
        if (left > 0) await pickItem(ctx, number, code, left, { stockLevelId: level });
      await packShipment(ctx, number);
      await shipOrder(ctx, number);
    }
  }
}
