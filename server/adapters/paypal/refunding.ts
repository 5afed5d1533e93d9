import { DomainError } from "@/server/kernel/errors";
import type { Money } from "@/server/kernel/money";
import type { RemoteRefund } from "@/server/ports/payment-gateway";
import { paypalMoney } from "./amounts";
import { refundAnswer } from "./answers";
import type { PaypalClient } from "./client";
import { PaypalRefusal } from "./exchange";

type Wanted = { amount: Money; idempotencyKey: string; reason: string; paymentId: string | undefined };

/** `POST /v2/payments/captures/{id}/refund`. PayPal keeps its request ids for 45 days. */
export async function refundCapture(
  call: PaypalClient,
  captureId: string,
  wanted: Wanted,
): Promise<RemoteRefund> {
  const note = wanted.reason.replace(/\s+/g, " ").trim().slice(0, 255);
  try {
    const made = await call({
      method: "POST",
      path: `/v2/payments/captures/${encodeURIComponent(captureId)}/refund`,
      body: {
        amount: paypalMoney(wanted.amount),
        // Webhooks and lists about the refund name our payment by this.
        ...(wanted.paymentId ? { custom_id: wanted.paymentId } : {}),
        ...(note ? { note_to_payer: note } : {}),
      },
      requestId: wanted.idempotencyKey,
      answer: refundAnswer,
    });
    return remoteRefund(made);
  } catch (error) {
    if (!(error instanceof PaypalRefusal)) throw error;
    const message = refused[error.issues[0] ?? ""];
    if (message) throw new DomainError("invalid_transition", message, {}, { cause: error });
    const failure = failures[error.issues[0] ?? ""];
    if (!failure) throw error;
    // It never came to be at PayPal; trying again later is a new refund there.
    return { ref: `refused:${wanted.idempotencyKey}`, state: "failed", failureReason: failure };
  }
}

/** What trying again does not mend. */
const refused: Readonly<Record<string, string>> = {
  CAPTURE_FULLY_REFUNDED: "This payment has been given back already.",
  REFUND_AMOUNT_EXCEEDED: "This is more than what is left of the payment.",
};

/** What a person can mend, or time. */
const failures: Readonly<Record<string, string>> = {
  REFUND_FAILED_INSUFFICIENT_FUNDS: "The PayPal account does not hold enough for this refund.",
  PENDING_CAPTURE: "The payment is still pending at PayPal; it can be refunded once it is complete.",
  REFUND_TIME_LIMIT_EXCEEDED: "PayPal gives payments back for 180 days only. Send the money another way.",
  REFUND_NOT_ALLOWED: "PayPal doesn’t allow refunds of this payment.",
  REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK: "The buyer’s bank has taken the money back already.",
  TRANSACTION_DISPUTED: "The buyer has an open case at PayPal; settle it in the Resolution Center.",
  PARTIAL_REFUND_NOT_ALLOWED: "PayPal gives this payment back as a whole only.",
  MAX_NUMBER_OF_REFUNDS_EXCEEDED: "PayPal allows no further refund of this payment.",
  PAYEE_ACCOUNT_LOCKED_OR_CLOSED: "The shop’s PayPal account is locked or closed.",
  PAYEE_ACCOUNT_RESTRICTED: "The shop’s PayPal account is restricted.",
  PAYER_ACCOUNT_LOCKED_OR_CLOSED: "The buyer’s PayPal account is locked or closed.",
};

export function remoteRefund({ id, status, status_details: details }: RefundSeen): RemoteRefund {
  switch (status) {
    case "COMPLETED":
      return { ref: id, state: "succeeded" };
    case "PENDING":
      return { ref: id, state: "submitted" };
    case "FAILED":
    case "CANCELLED":
      return { ref: id, state: "failed", failureReason: reasonOf(status, details?.reason) };
  }
}

type RefundSeen = {
  id: string;
  status: "CANCELLED" | "FAILED" | "PENDING" | "COMPLETED";
  status_details?: { reason?: string | undefined } | undefined;
};

const reasonOf = (status: "FAILED" | "CANCELLED", reason: string | undefined): string =>
  `PayPal ${status === "FAILED" ? "could not make the refund" : "cancelled the refund"}${reason ? ` (${reason.toLowerCase()})` : ""}.`;
