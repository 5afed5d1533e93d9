import { catalogueRouter } from "./catalogue.router";
import { handoverRouter } from "./handover.router";
import { inventoryRouter } from "./inventory.router";
import { orderRouter } from "./order.router";
import { paymentRouter } from "./payment.router";
import { policyRouter } from "./policy.router";
import { purchaseRouter } from "./purchase.router";
import { refundRouter } from "./refund.router";
import { reviewRouter } from "./review.router";
import { routingRouter } from "./routing.router";
import { searchRouter } from "./search.router";
import { shipmentRouter } from "./shipment.router";
import { stockCountRouter } from "./stock-count.router";
import { transferRouter } from "./transfer.router";
import { publicProcedure, router } from "./trpc";
import { waveRouter } from "./wave.router";
import { webhookRouter } from "./webhook.router";

export const appRouter = router({
  catalogue: catalogueRouter,
  order: orderRouter,
  payment: paymentRouter,
  refund: refundRouter,
  inventory: inventoryRouter,
  shipment: shipmentRouter,
  handover: handoverRouter,
  policy: policyRouter,
  search: searchRouter,
  purchase: purchaseRouter,
  review: reviewRouter,
  routing: routingRouter,
  stockCount: stockCountRouter,
  transfer: transferRouter,
  wave: waveRouter,
  webhook: webhookRouter,
  /** Does nothing: what a call costs before any work is done. The benchmark measures it. */
  ping: publicProcedure.mutation(() => ({ ok: true as const })),
});

export type AppRouter = typeof appRouter;
