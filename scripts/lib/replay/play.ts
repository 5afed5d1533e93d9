import { eq, sql } from "drizzle-orm";
import { appUser, payment } from "@/db/schema";
import { contextFor } from "@/server/composition";
import { updateInventory } from "@/server/domain/inventory/update-inventory";
import { createOrder } from "@/server/domain/order/create-order";
import { processPayment } from "@/server/domain/payment/process-payment";
import { settlePayment } from "@/server/domain/payment/settle-payment";
import { submitRefund } from "@/server/domain/payment/submit-refund";
import { takeBack } from "@/server/domain/return/take-back";
import { assignShipments } from "@/server/domain/shipment/assign-shipments";
import { buyLabel } from "@/server/domain/shipment/buy-label";
import { packShipment } from "@/server/domain/shipment/pack-shipment";
import { pickItem, startPicking } from "@/server/domain/shipment/pick-shipment";
import { shipOrder } from "@/server/domain/shipment/ship-order";
import { after, minutes } from "@/server/kernel/clock";
import type { Actor } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { addressIn } from "./countries";
import type { Correction, Credit, Plan, Sale } from "./plan";
import { place, type World } from "./world";

const card = "4242424242424242";
/** Heavier than this no parcel goes; the files know no weights. */
const heaviestGrams = 30_000;

export type Progress = (done: number, of: number, at: Date) => void;

/**
 * Does what the plan says through the shop's own commands, each at the time of its invoice: stock in, orders placed, paid
 * on the payment page, picked, packed, labelled, shipped, taken back. Several orders go on at once; a credit waits for
 * the orders it is about.
 */
export async function play(world: World, plan: Plan, workers: number, progress: Progress): Promise<void> {
  const stage = new Stage(world, await staffOf(world));
  const first = plan.sales[0]?.at ?? plan.corrections[0]?.at ?? new Date();
  await inParallel(
    [...plan.opening].filter(([, units]) => units > 0),
    workers,
    ([sku, units]) => stage.receive(sku, units, after(first, -minutes(24 * 60))),
  );

  const orders = new Map<string, Promise<Id<"order">>>();
  const takeBack = async (credit: Credit) => {
    const order = await orders.get(credit.of);
    if (!order) throw new Error(`Invoice ${credit.of} was not replayed before ${credit.invoice}.`);
    await stage.takeBack(credit, order);
  };
  const sell = async (sale: Sale) => {
    const order = stage.sell(sale);
    orders.set(sale.invoice, order);
    await order;
  };
  const scenes = [
    ...plan.corrections.map((one) => ({ at: one.at, act: () => stage.correct(one) })),
    ...plan.sales.map((one) => ({ at: one.at, act: () => sell(one) })),
    ...plan.credits.map((one) => ({ at: one.at, act: () => takeBack(one) })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  let done = 0;
  await inParallel(scenes, workers, async ({ at, act }) => {
    await act();
    progress(++done, scenes.length, at);
  });
}

async function staffOf({ app }: World): Promise<Actor> {
  const [person] = await app.db.select().from(appUser).where(eq(appUser.role, "warehouse"));
  if (!person) throw new Error("Nobody works in the warehouse.");
  return { kind: "staff", id: person.id, name: person.name, role: person.role };
}

class Stage {
  constructor(
    readonly world: World,
    readonly staff: Actor,
  ) {}

  #as(actor: Actor, now: Date): WithPorts {
    return { ...contextFor(actor, null, this.world.app), now };
  }

  async receive(sku: string, quantity: number, at: Date): Promise<void> {
    const input = { sku, location: place, kind: "receive", quantity, reason: "Opening stock" } as const;
    await updateInventory(this.#as(this.staff, at), input);
  }

  async correct({ sku, change, at, reason }: Correction): Promise<void> {
    const input = { sku, location: place, kind: "adjust", quantity: change, reason } as const;
    await updateInventory(this.#as(this.staff, at), input);
  }

  async sell(sale: Sale): Promise<Id<"order">> {
    const shopper = (delay: number) => this.#as({ kind: "shopper" }, after(sale.at, minutes(delay)));
    const { id } = await createOrder(shopper(0), request(sale));
    await processPayment(shopper(1), id, "stripe");
    await settlePayment(shopper(2), await this.#pay(id));
    const { shipments } = await assignShipments(shopper(3), id);
    for (const name of shipments) await this.#ship(name, sale);
    return id;
  }

  /** Plays the customer on the provider's page. */
  async #pay(orderId: Id<"order">): Promise<Id<"payment">> {
    const [open] = await this.world.app.db
      .select({ id: payment.id, session: payment.providerRef })
      .from(payment)
      .where(sql`${payment.orderId} = ${orderId}`);
    const answer = await fetch(`${this.world.sandbox}/control/stripe/pay`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ session: open?.session, card }),
    });
    if (!open || !answer.ok)
      throw new Error(`The payment page answered ${answer.status}: ${await answer.text()}`);
    return open.id;
  }

  async #ship(name: string, sale: Sale): Promise<void> {
    const warehouse = (delay: number) => this.#as(this.staff, after(sale.at, minutes(delay)));
    await startPicking(warehouse(30), name);
    const units = new Map<string, number>();
    for (const { sku, quantity } of sale.lines) units.set(sku, (units.get(sku) ?? 0) + quantity);
    for (const [sku, quantity] of units) await pickItem(warehouse(40), name, sku, quantity);
    await packShipment(warehouse(50), name);
    const grams = [...units.values()].reduce((sum, quantity) => sum + quantity, 0);
    await buyLabel(warehouse(55), name, { weightGrams: Math.min(heaviestGrams, 150 + grams) });
    await shipOrder(warehouse(60), name);
  }

  async takeBack(credit: Credit, orderId: Id<"order">): Promise<void> {
    const ctx = this.#as(this.staff, credit.at);
    const refund = await takeBack(ctx, orderId, {
      key: credit.invoice,
      reason: `Credit ${credit.invoice}`,
      units: credit.units.map((unit) => ({ ...unit, condition: "good" })),
      refundAmount: credit.amount,
    });
    if (refund) await submitRefund(ctx, refund);
  }
}

function request(sale: Sale) {
  const who = sale.customer ? `customer-${sale.customer}` : `guest-${sale.invoice.toLowerCase()}`;
  const name = sale.customer ? `Customer ${sale.customer}` : `Guest ${sale.invoice}`;
  return {
    idempotencyKey: `retail:${sale.invoice}`,
    customer: { email: `${who}@replay.test`, name, phone: undefined },
    lines: sale.lines,
    shippingAddress: { line2: undefined, region: undefined, ...addressIn(sale.country, name) },
    shippingMethod: "invoice",
    carriage: {
      method: "invoice",
      title: "As invoiced",
      amount: sale.carriage,
      service: "standard" as const,
    },
    promotionCode: undefined,
  };
}

/** Works through a list with so many at once, in its order. The first failure stops the rest. */
async function inParallel<Item>(
  items: readonly Item[],
  workers: number,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (let item = items[next++]; item !== undefined; item = items[next++]) {
        try {
          await act(item);
        } catch (error) {
          next = items.length;
          throw error;
        }
      }
    }),
  );
}
