import { cancelTransfer } from "@/server/domain/transfer/cancel-transfer";
import { closeTransfer } from "@/server/domain/transfer/close-transfer";
import { receiveTransfer } from "@/server/domain/transfer/receive-transfer";
import { sendTransfer } from "@/server/domain/transfer/send-transfer";
import { sendable } from "@/server/domain/transfer/transfer.queries";
import {
  lookUpSchema,
  receiveTransferSchema,
  sendTransferSchema,
  transferNumberSchema,
} from "@/server/domain/transfer/transfer.schema";
import { router, staff } from "./trpc";

export const transferRouter = router({
  /** What a scan means at the place the goods leave from. */
  look: staff("warehouse")
    .input(lookUpSchema)
    .query(({ ctx, input }) => sendable(ctx, input)),
  send: staff("warehouse")
    .input(sendTransferSchema)
    .mutation(({ ctx, input }) => sendTransfer(ctx, input)),
  receive: staff("warehouse")
    .input(receiveTransferSchema)
    .mutation(({ ctx, input }) => receiveTransfer(ctx, input)),
  close: staff("warehouse")
    .input(transferNumberSchema)
    .mutation(({ ctx, input }) => closeTransfer(ctx, input.transfer)),
  cancel: staff("warehouse")
    .input(transferNumberSchema)
    .mutation(({ ctx, input }) => cancelTransfer(ctx, input.transfer)),
});
