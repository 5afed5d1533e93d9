import { cancelPurchase } from "@/server/domain/purchasing/cancel-purchase";
import { draftPurchase } from "@/server/domain/purchasing/draft-purchase";
import { editPurchase } from "@/server/domain/purchasing/edit-purchase";
import { giveUpRest } from "@/server/domain/purchasing/give-up-rest";
import { orderPurchase } from "@/server/domain/purchasing/order-purchase";
import {
  cancelPurchaseSchema,
  draftPurchaseSchema,
  editPurchaseSchema,
  giveUpRestSchema,
  purchaseOrderSchema,
  receivePurchaseSchema,
} from "@/server/domain/purchasing/purchase-order.schema";
import { findPurchaseOrder } from "@/server/domain/purchasing/purchase-order.store";
import { dockOf } from "@/server/domain/purchasing/receipt.queries";
import { receivePurchase } from "@/server/domain/purchasing/receive-purchase";
import { resendPurchase } from "@/server/domain/purchasing/resend-purchase";
import { router, staff } from "./trpc";

export const purchaseRouter = router({
  draft: staff("manager")
    .input(draftPurchaseSchema)
    .mutation(({ ctx, input }) => draftPurchase(ctx, input)),
  edit: staff("manager")
    .input(editPurchaseSchema)
    .mutation(({ ctx, input }) => editPurchase(ctx, input)),
  order: staff("manager")
    .input(purchaseOrderSchema)
    .mutation(async ({ ctx, input }) =>
      orderPurchase(ctx, await findPurchaseOrder(ctx, input.purchaseOrder)),
    ),
  cancel: staff("manager")
    .input(cancelPurchaseSchema)
    .mutation(({ ctx, input }) => cancelPurchase(ctx, input)),
  giveUpRest: staff("manager")
    .input(giveUpRestSchema)
    .mutation(({ ctx, input }) => giveUpRest(ctx, input)),
  resend: staff("manager")
    .input(purchaseOrderSchema)
    .mutation(({ ctx, input }) => resendPurchase(ctx, input)),
  dock: staff("warehouse")
    .input(purchaseOrderSchema)
    .query(({ ctx, input }) => dockOf(ctx, input.purchaseOrder)),
  receive: staff("warehouse")
    .input(receivePurchaseSchema)
    .mutation(({ ctx, input }) => receivePurchase(ctx, input)),
});
