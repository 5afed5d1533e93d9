import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import type { Db } from "@/db/client";
import * as schema from "@/db/schema";
import { createOrder } from "@/server/domain/order/create-order";
import { createOrderSchema } from "@/server/domain/order/order.schema";
import { settlePayment } from "@/server/domain/payment/settle-payment";
import type { Actor } from "@/server/kernel/ctx";
import { type Id, newId } from "@/server/kernel/id";
import { money } from "@/server/kernel/money";
import type { WithPorts } from "@/server/ports";
import type { Carrier } from "@/server/ports/carrier";
import type { PaymentGateway } from "@/server/ports/payment-gateway";
import { assignShipments } from "./assign-shipments";

/** A one-pixel picture; what a carrier draws is not what these tests are about. */
export const labelGif = "R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=";

/** A carrier that books at once, or refuses when `refuses` says so. */
export function fakeCarrier(): Carrier & { booked: string[]; refuses: Error | null } {
  const carrier = {
    code: "ups" as const,
    name: "UPS",
    booked: [] as string[],
    refuses: null as Error | null,
    async book({ reference, labelId }: { reference: string; labelId: string }) {
      if (carrier.refuses) throw carrier.refuses;
      carrier.booked.push(reference);
      return {
        trackingNumber: `1Z${labelId.replaceAll("-", "").slice(-16).toUpperCase()}`,
        carrierRef: labelId,
        label: { format: "GIF" as const, base64: labelGif },
        cost: money(899, "USD"),
        serviceCode: "03",
        serviceName: "UPS Ground",
      };
    },
    voidLabel: async () => undefined,
    rates: async () => [],
    findLabel: async () => null,
    checkAddress: async () => ({ verdict: "ok" as const }),
    track: async () => ({ scans: [], estimatedAt: null }),
    subscribe: async () => null,
    verifyPush: async () => [],
    trackingUrl: (number: string) => `https://carrier.test/${number}`,
  };
  return carrier;
}

/** A provider that says every payment is captured, each under its own reference. */
function payingGateway(amountOf: () => number): PaymentGateway {
  const captured = async (ref: string) => ({
    state: "captured" as const,
    amount: money(amountOf(), "USD"),
    captureRef: `capture-${ref}`,
  });
  const unused = () => Promise.reject(new Error("Not a part of these tests."));
  return {
    provider: "stripe",
    open: unused,
    look: captured,
    capture: captured,
    close: unused,
    refund: unused,
    lookRefund: unused,
    lookDispute: unused,
    movements: unused,
    verifyWebhook: unused,
  };
}

export type Warehouse = Awaited<ReturnType<typeof warehouse>>;

/** A test shop's warehouse: two people, a carrier, and orders in whatever state a test needs. */
export async function warehouse(pool: pg.Pool, now = new Date()) {
  const db = drizzle({ client: pool, schema, casing: "snake_case" }) as Db;
  const carrier = fakeCarrier();
  let due = 0;
  const ctxOf = (actor: Actor): WithPorts => ({
    db,
    now,
    actor,
    cause: null,
    nudge: () => undefined,
    ports: {
      gateways: { stripe: payingGateway(() => due) },
      carriers: { ups: carrier },
      mailer: { name: "smtp", send: async () => ({ ref: null }) },
      crm: null,
      media: {
        put: async () => undefined,
        get: async () => null,
        delete: async () => undefined,
        url: (key) => `/media/${key}`,
      },
      pictures: { fetch: async () => new Uint8Array() },
    },
    links: {
      shop: "",
      order: () => "",
      admin: () => "",
      account: () => "",
      mailChoices: () => ({ page: "", stop: () => "" }),
    },
  });
  const person = async (name: string): Promise<WithPorts> => {
    const id = newId<"user">();
    const email = `${name.toLowerCase().replaceAll(" ", ".")}@shop.test`;
    await db.insert(schema.appUser).values({ id, email, name, passwordHash: "-", role: "warehouse" });
    return ctxOf({ kind: "staff", id, name, role: "warehouse" });
  };
  const shopper = ctxOf({ kind: "shopper" });

  const pending = async (lines: { sku: string; quantity: number }[], method = "standard") =>
    createOrder(
      shopper,
      createOrderSchema.parse({
        idempotencyKey: newId(),
        customer: { email: "iris@shop.test", name: "Iris Marlowe" },
        lines,
        shippingAddress: {
          name: "Iris Marlowe",
          line1: "19 Elm St",
          city: "Albany",
          region: "NY",
          postalCode: "12207",
          country: "US",
        },
        shippingMethod: method,
      }),
    );

  /** The provider reports the money of an order, and our side follows. */
  const pay = async (order: { id: Id<"order">; total: { amount: number } }): Promise<Id<"payment">> => {
    due = order.total.amount;
    const id = newId<"payment">();
    await db.insert(schema.payment).values({
      id,
      orderId: order.id,
      provider: "stripe",
      providerRef: `session-${id}`,
      status: "open",
      amount: due,
      currency: "USD",
      createdAt: now,
      changedAt: now,
    });
    await settlePayment(ctxOf({ kind: "provider", name: "stripe" }), id);
    return id;
  };

  /** An order that is paid and assigned. Gives its number and its shipments'. */
  const paid = async (lines: { sku: string; quantity: number }[], method?: string) => {
    const order = await pending(lines, method);
    await pay(order);
    const { shipments } = await assignShipments(shopper, order.id);
    const [shipment] = shipments;
    if (!shipment) throw new Error("The paid order got no shipment.");
    return { ...order, shipments, shipment };
  };
  return { db, carrier, ctxOf, person, shopper, pending, pay, paid };
}
