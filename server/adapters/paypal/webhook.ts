import { verify, type X509Certificate } from "node:crypto";
import { crc32 } from "node:zlib";
import { DomainError } from "@/server/kernel/errors";
import type { GatewayEvent } from "@/server/ports/payment-gateway";
import { eventAnswer } from "./answers";

/**
 * How old a transmission may be. PayPal tries 25 times over three days and does not say that a later try carries a later
 * time, so five minutes would throw away what an outage of ours made late. Playing one back within that time gains
 * nothing: its event id is known already, and the object it names is asked for again before anything is decided.
 */
const oldestMs = 3 * 86_400_000 + 3_600_000;

export type WebhookTrust = {
  webhookId: string;
  certificateAt: (address: string) => Promise<X509Certificate>;
  now: () => Date;
};

/**
 * Checks the signature (https://developer.paypal.com/api/rest/webhooks/rest/#verify-events): RSA with SHA-256 over
 * `transmission id|time|webhook id|CRC-32 of the raw body`. Then picks out the ids.
 */
export async function readWebhook(
  rawBody: string,
  headers: Headers,
  { webhookId, certificateAt, now }: WebhookTrust,
): Promise<GatewayEvent> {
  const header = (name: string) => headers.get(`paypal-${name}`) ?? "";
  const [id, time, signature] = [
    header("transmission-id"),
    header("transmission-time"),
    header("transmission-sig"),
  ];
  if (!id || !time || !signature || header("auth-algo") !== "SHA256withRSA")
    throw new DomainError("forbidden", "The webhook carries no signature of PayPal's.");
  const sentAt = Date.parse(time);
  // Not a number is not younger either.
  if (!(now().getTime() - sentAt <= oldestMs))
    throw new DomainError("forbidden", "The webhook was sent too long ago.");

  const certificate = await certificateAt(header("cert-url"));
  const signed = Buffer.from(`${id}|${time}|${webhookId}|${crc32(rawBody)}`);
  if (!verify("sha256", signed, certificate.publicKey, Buffer.from(signature, "base64")))
    throw new DomainError("forbidden", "The webhook's signature is not PayPal's.");
  return read(rawBody);
}

function read(rawBody: string): GatewayEvent {
  const parsed = eventAnswer.safeParse(parse(rawBody));
  if (!parsed.success) throw new DomainError("invalid_input", "This is not a PayPal event.");
  const { id, event_type: type, create_time, resource, resource_type: kind = "" } = parsed.data;
  const order =
    kind === "checkout-order"
      ? (resource.id ?? resource.order_id)
      : (resource.supplementary_data?.related_ids?.order_id ?? resource.order_id);
  const paymentId =
    resource.custom_id ??
    resource.purchase_units?.[0]?.custom_id ??
    resource.disputed_transactions?.[0]?.custom;
  return {
    eventId: id,
    type,
    occurredAt: new Date(create_time),
    ...(order ? { paymentRef: order } : {}),
    ...(paymentId ? { paymentId } : {}),
    ...(kind === "refund" && resource.id ? { refundRef: resource.id } : {}),
    ...(resource.dispute_id ? { disputeRef: resource.dispute_id } : {}),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DomainError("invalid_input", "The webhook can't be read.", {}, { cause: error });
  }
}
