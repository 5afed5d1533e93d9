import { z } from "zod";
import { orderAccessSchema } from "@/server/domain/order/order.schema";
import { paymentProviders } from "./payment";

export const processPaymentSchema = orderAccessSchema.extend({
  provider: z.enum(paymentProviders, { error: "Choose how to pay." }),
});

export const settlePaymentSchema = z.object({ payment: z.uuid() });
