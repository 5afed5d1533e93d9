import { openOrder } from "@/server/auth/open-order";
import { orderAccessToken } from "@/server/auth/order-access";
import { hasRole, isStaff } from "@/server/auth/roles";
import { app } from "@/server/composition";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import { cancelShipment } from "@/server/domain/order/cancel-shipment";
import { cancelUnits } from "@/server/domain/order/cancel-units";
import { createOrder } from "@/server/domain/order/create-order";
import { findReplacement } from "@/server/domain/order/find-replacement";
import { heldOrderSchema, holdOrderSchema, liftHoldSchema } from "@/server/domain/order/hold.schema";
import { holdOrder } from "@/server/domain/order/hold-order";
import { liftHold } from "@/server/domain/order/lift-hold";
import { orderView } from "@/server/domain/order/order.queries";
import {
  cancelOrderSchema,
  createOrderSchema,
  orderAccessSchema,
  quoteOrderSchema,
} from "@/server/domain/order/order.schema";
import { findOrderId } from "@/server/domain/order/order.store";
import { previewCancellation } from "@/server/domain/order/part-cancellation.queries";
import {
  cancelShipmentSchema,
  cancelUnitsSchema,
  previewCancellationSchema,
} from "@/server/domain/order/part-cancellation.schema";
import { quoteOrder } from "@/server/domain/order/quote-order";
import { fillBackorders } from "@/server/domain/shipment/fill-backorders";
import { DomainError } from "@/server/kernel/errors";
import { publicProcedure, router, staff } from "./trpc";

export const orderRouter = router({
  quote: publicProcedure
    .meta({ costs: "calls" })
    .input(quoteOrderSchema)
    .query(({ ctx, input }) => quoteOrder(ctx, input)),

  create: publicProcedure
    .meta({ costs: "orders" })
    .input(createOrderSchema)
    .mutation(async ({ ctx, input }) => {
      // Ordering in a customer's name is for that customer and for staff.
      const own = input.customerId === undefined || input.customerId === ctx.user?.customerId;
      if (!own && !(ctx.user && isStaff(ctx.user.role)))
        throw new DomainError(
          "forbidden",
          "Sign in to order with a customer id, or send the customer's details.",
        );
      const { id: _, ...created } = await createOrder(ctx, input);
      return {
        ...created,
        accessToken: orderAccessToken(created.number, app().env.AUTH_SECRET),
      };
    }),

  get: publicProcedure
    .input(orderAccessSchema)
    .query(async ({ ctx, input }) => orderView(ctx, await openOrder(ctx, ctx.user, input))),

  cancel: publicProcedure.input(cancelOrderSchema).mutation(async ({ ctx, input }) => {
    const id = await openOrder(ctx, ctx.user, input);
    const byStaff = ctx.user !== null && isStaff(ctx.user.role);
    // What a customer may say is that they want it cancelled; the other reasons are the shop's own.
    const reason = byStaff ? (input.reason ?? "staff") : "customer";
    const mayRefund = !ctx.user || !isStaff(ctx.user.role) || hasRole(ctx.user.role, "manager");
    await cancelOrder(ctx, id, { reason, note: input.note, mayRefund });
    return { status: "cancelled" as const };
  }),

  previewCancellation: staff("manager")
    .input(previewCancellationSchema)
    .query(async ({ ctx, input }) => previewCancellation(ctx, await findOrderId(ctx, input.number), input)),
  cancelUnits: staff("manager")
    .input(cancelUnitsSchema)
    .mutation(async ({ ctx, input }) => cancelUnits(ctx, await findOrderId(ctx, input.number), input)),
  cancelShipment: staff("manager")
    .input(cancelShipmentSchema)
    .mutation(({ ctx, input }) => cancelShipment(ctx, input.shipment, input)),
  /** Gives an order what it waits for, as far as it is there. A manager may put it before those that wait longer. */
  fillBackorders: staff("manager")
    .input(heldOrderSchema)
    .mutation(async ({ ctx, input }) =>
      fillBackorders(ctx, { orderId: await findOrderId(ctx, input.number) }),
    ),

  hold: staff("manager")
    .input(holdOrderSchema)
    .mutation(async ({ ctx, input }) => holdOrder(ctx, await findOrderId(ctx, input.number), input)),
  liftHold: staff("manager")
    .input(liftHoldSchema)
    .mutation(async ({ ctx, input }) => liftHold(ctx, await findOrderId(ctx, input.number), input)),
  findReplacement: staff("manager")
    .input(heldOrderSchema)
    .mutation(async ({ ctx, input }) => findReplacement(ctx, await findOrderId(ctx, input.number))),
});
