import { DomainError, providerUnavailable } from "@/server/kernel/errors";
import type {
  OpenPayment,
  PaymentGateway,
  RemoteDispute,
  RemotePayment,
} from "@/server/ports/payment-gateway";
import { captureOrigin, disputeAnswer, type OrderAnswer, orderAnswer, refundAnswer } from "./answers";
import { certificateSource, certificateStore } from "./certificates";
import { paypalClient } from "./client";
import { declineWords, settledAlready, underWay, waitsForShopper } from "./declines";
import { remoteDispute } from "./dispute";
import { PaypalRefusal } from "./exchange";
import { movements } from "./movements";
import { orderRequest } from "./order-request";
import { refundCapture, remoteRefund } from "./refunding";
import { captureOf, remotePayment } from "./remote-payment";
import { readWebhook } from "./webhook";

export type PaypalOptions = {
  clientId: string;
  clientSecret: string;
  /** The id of the webhook that sends to /api/webhooks/paypal, as the developer dashboard shows it: signatures name it. */
  webhookId: string;
  /** Another address than PayPal's own, such as http://localhost:4000/paypal. */
  apiUrl?: string;
  /** For one try; what may be repeated is tried twice at most. */
  timeoutMs?: number;
  now?: () => Date;
};

/**
 * PayPal Orders v2 with intent CAPTURE (https://developer.paypal.com/docs/api/orders/v2/). A payment's `ref` is its
 * PayPal order. The shopper approves on PayPal's page, and money moves only when we capture.
 */
export function paypalGateway(options: PaypalOptions): PaymentGateway {
  const { clientId, clientSecret, webhookId, apiUrl = "https://api-m.paypal.com" } = options;
  const { timeoutMs = 5_000, now = () => new Date() } = options;
  const call = paypalClient({ clientId, clientSecret, apiUrl, timeoutMs, now });
  const certificateAt = certificateStore(certificateSource(apiUrl), { timeoutMs, now });

  const order = (ref: string): Promise<OrderAnswer> =>
    call({ method: "GET", path: `/v2/checkout/orders/${encodeURIComponent(ref)}`, answer: orderAnswer });

  // PayPal forgets an order that nobody approved within some hours, and then answers as if it had never been.
  const look = (ref: string): Promise<RemotePayment> =>
    order(ref).then(remotePayment, (error: unknown) => {
      if (isMissing(error)) return { state: "expired" };
      throw error;
    });

  const create = (input: OpenPayment, withAddress: boolean) =>
    call({
      method: "POST",
      path: "/v2/checkout/orders",
      body: orderRequest(input, { withAddress }),
      requestId: `payment:${input.paymentId}:open${withAddress ? "" : ":plain"}`,
      answer: orderAnswer,
    });

  return {
    provider: "paypal",

    open: (input) =>
      translated(async () => {
        const made = await create(input, true).catch((error: unknown) => {
          // Some addresses that a parcel finds are none in PayPal's eyes; it is paid all the same.
          if (isAboutAddress(error)) return create(input, false);
          if (!(error instanceof PaypalRefusal) || error.status !== 422) throw error;
          const message = "PayPal doesn't take this payment. Pay another way.";
          throw new DomainError("invalid_input", message, {}, { cause: error });
        });
        const page = made.links?.find(({ rel }) => rel === "payer-action" || rel === "approve");
        if (!page) throw new Error(`PayPal gave no address for order ${made.id}`);
        return { ref: made.id, redirectUrl: page.href };
      }),

    look: (ref) => translated(() => look(ref)),

    capture: (ref, { amount, idempotencyKey }) =>
      translated(async () => {
        const before = await order(ref).catch((error: unknown) => {
          if (isMissing(error)) return undefined;
          throw error;
        });
        if (!before) return { state: "expired" };
        const state = remotePayment(before);
        if (state.state !== "authorized") return state;
        if (state.amount.amount !== amount.amount || state.amount.currency !== amount.currency)
          throw new Error(`PayPal order ${ref} is over another amount than the payment`);
        // A shopper who was declined may approve again, with other money: that is another capture, not the same one.
        const approval = (before.update_time ?? "").replace(/\D/g, "");
        return capture(ref, `${idempotencyKey}:${approval}`, `${ref}:${approval}`);
      }),

    /**
     * There is no call that cancels an order of intent CAPTURE. None is needed: nothing but our own capture can move its
     * money, so an order that is open or approved is void as soon as we decide never to capture it, and PayPal drops it
     * by itself within hours. A shopper may still approve it until then; that is asked about, and let go again.
     */
    close: (ref) =>
      translated(async () => {
        const state = await look(ref);
        return state.state === "open" || state.state === "authorized" ? { state: "voided" } : state;
      }),

    refund: (ref, { amount, idempotencyKey, reason, captureRef }) =>
      translated(async () => {
        // Old orders go before their captures do.
        const paid = await order(ref).catch((error: unknown) => {
          if (isMissing(error) && captureRef) return undefined;
          throw error;
        });
        const taken = paid ? captureOf(paid)?.id : captureRef;
        if (!taken) throw new DomainError("invalid_transition", "Nothing has been paid with PayPal yet.");
        const paymentId = paid?.purchase_units?.[0]?.custom_id;
        return refundCapture(call, taken, { amount, idempotencyKey, reason, paymentId });
      }),

    lookRefund: (refundRef) =>
      translated(async () => {
        const path = `/v2/payments/refunds/${encodeURIComponent(refundRef)}`;
        return remoteRefund(await call({ method: "GET", path, answer: refundAnswer }));
      }),

    lookDispute: (disputeRef) =>
      translated(async () => {
        const path = `/v1/customer/disputes/${encodeURIComponent(disputeRef)}`;
        const dispute = await call({ method: "GET", path, answer: disputeAnswer });
        const [about] = dispute.disputed_transactions ?? [];
        return { ...remoteDispute(dispute), ...(await paymentBehind(about)) };
      }),

    movements: (from, to) => translated(() => movements(call, from, to)),

    verifyWebhook: (rawBody, headers) => readWebhook(rawBody, headers, { webhookId, certificateAt, now }),
  };

  async function capture(ref: string, requestId: string, declineRef: string): Promise<RemotePayment> {
    try {
      const path = `/v2/checkout/orders/${encodeURIComponent(ref)}/capture`;
      return remotePayment(await call({ method: "POST", path, requestId, answer: orderAnswer }));
    } catch (error) {
      if (isMissing(error)) return { state: "expired" };
      if (!(error instanceof PaypalRefusal) || error.status !== 422) throw error;
      if (error.has(...settledAlready)) return look(ref);
      if (error.has(...waitsForShopper)) return { state: "open" };
      if (error.has(...underWay)) throw providerUnavailable("PayPal", error);
      const code = error.issues[0] ?? "DECLINED";
      return { state: "declined", declineRef, code, message: declineWords(code) };
    }
  }

  /** Our payment behind a disputed transaction: by the id it carries for us, else by the order it belongs to. */
  async function paymentBehind(
    about: { custom?: string | undefined; seller_transaction_id?: string | undefined } | undefined,
  ): Promise<Pick<RemoteDispute, "paymentId" | "paymentRef">> {
    if (about?.custom) return { paymentId: about.custom };
    if (!about?.seller_transaction_id) return {};
    const path = `/v2/payments/captures/${encodeURIComponent(about.seller_transaction_id)}`;
    const taken = await call({ method: "GET", path, answer: captureOrigin });
    const paymentRef = taken.supplementary_data?.related_ids?.order_id;
    return {
      ...(taken.custom_id ? { paymentId: taken.custom_id } : {}),
      ...(paymentRef ? { paymentRef } : {}),
    };
  }
}

const isMissing = (error: unknown): boolean => error instanceof PaypalRefusal && error.status === 404;

const isAboutAddress = (error: unknown): boolean =>
  error instanceof PaypalRefusal && error.fields.some((field) => field.includes("/shipping/"));

/** Runs a call and says its failures in our words. */
async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PaypalRefusal)) throw error;
    const options = { cause: error };
    if (error.status === 404)
      throw new DomainError("not_found", "PayPal doesn't know this payment.", {}, options);
    throw new Error(`PayPal refused the request: ${error.message}`, options);
  }
}
