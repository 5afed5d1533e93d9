import { z } from "zod";
import { DomainError, providerUnavailable } from "@/server/kernel/errors";
import type { Mailer, Message } from "@/server/ports/mailer";
import { unsubscribeHeaders } from "../unsubscribe-headers";
import { readReport } from "./report";
import { verifySignature } from "./signature";

export type ResendSettings = {
  apiKey: string;
  /** Signs the reports: whsec_… */
  webhookSecret: string;
  /** `https://api.resend.com`; may carry a path prefix. */
  apiUrl: string;
  /** The sender as readers see it: `Holdfast <orders@shop.example>`; its domain has to be verified at Resend. */
  from: string;
  /** How many milliseconds an answer may take. */
  timeoutMs?: number;
  now?: () => Date;
};

const answerSchema = z.object({ id: z.string().min(1) });
const refusalSchema = z.object({ name: z.string().catch(""), message: z.string().catch("") });

/**
 * Mail by Resend's API (https://resend.com/docs/api-reference). A message is tried once: repeating is the caller's
 * business, and harmless, because the Message-ID is the idempotency key, which Resend remembers for 24 hours.
 * `provider_unavailable` for anything that may pass or that a person has to set right in the set-up (key, sender, quota),
 * with `retryAfterSeconds` where Resend says when; `undeliverable` where it refuses this recipient or message.
 */
export function resendMailer(settings: ResendSettings): Mailer {
  const { apiKey, webhookSecret, apiUrl, from, timeoutMs = 5_000, now = () => new Date() } = settings;
  return {
    name: "resend",
    async send(message) {
      const { status, text, retryAfter } = await post(`${apiUrl.replace(/\/+$/, "")}/emails`, timeoutMs, {
        headers: {
          authorization: `Bearer ${apiKey}`,
          "content-type": "application/json",
          "idempotency-key": message.messageId,
        },
        body: JSON.stringify(bodyOf(message, from)),
      });
      if (status >= 200 && status < 300) {
        const answer = answerSchema.safeParse(parsed(text));
        if (!answer.success) throw providerUnavailable("The mail service", answer.error);
        return { ref: answer.data.id };
      }
      const refusal = refusalSchema.safeParse(parsed(text)).data ?? { name: "", message: text.slice(0, 200) };
      // Under this key another text was sent before: the message is out, and must not go out twice.
      if (refusal.name === "invalid_idempotent_request") return { ref: null };
      throw inOurWords(status, refusal, message.to, retryAfter);
    },
    async verifyReport(rawBody, headers) {
      const eventId = verifySignature(rawBody, headers, webhookSecret, now());
      return readReport(rawBody, eventId);
    },
  };
}

const bodyOf = (message: Message, from: string) => ({
  from,
  to: [message.to],
  subject: message.subject,
  html: message.html,
  text: message.text,
  headers: {
    // RFC 3834: keeps out-of-office robots from answering.
    "Auto-Submitted": "auto-generated",
    ...unsubscribeHeaders(message.unsubscribeUrl),
  },
  // Comes back with every report. A tag's value takes letters, digits, _ and - alone: the id without its domain.
  tags: [{ name: "notification", value: message.messageId.replace(/@.*/, "") }],
  ...(message.attachments?.length
    ? {
        attachments: message.attachments.map(({ fileName, contentType, content }) => ({
          filename: fileName,
          content: Buffer.from(content).toString("base64"),
          content_type: contentType,
        })),
      }
    : {}),
});

async function post(url: string, timeoutMs: number, init: { headers: Record<string, string>; body: string }) {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { method: "POST", redirect: "error", signal, ...init });
    const retryAfter = Number(response.headers.get("retry-after") ?? Number.NaN);
    return { status: response.status, text: await response.text(), retryAfter };
  } catch (error) {
    throw providerUnavailable("The mail service", error);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What is wrong with our set-up, not with this message: somebody mends it, and the message waits. */
const ours = [
  "invalid_from_address",
  "missing_api_key",
  "restricted_api_key",
  "invalid_api_key",
  "invalid_access",
];

function inOurWords(
  status: number,
  { name, message }: z.infer<typeof refusalSchema>,
  to: string,
  retryAfter: number,
): DomainError {
  const cause = new Error(`Resend answered ${status} ${name}: ${message}`);
  // 403 is the key or a domain that is not verified, 409 the same message still on its way.
  if ((status !== 400 && status !== 422) || ours.includes(name)) {
    const failed = providerUnavailable("The mail service", cause);
    if (!(retryAfter > 0)) return failed;
    const details = { ...failed.details, retryAfterSeconds: Math.min(retryAfter, 3600) };
    return new DomainError(failed.kind, failed.message, details, { cause });
  }
  const words = message || `${status} ${name}`;
  return new DomainError(
    "undeliverable",
    `Mail to ${to} can't be delivered. The mail service says: ${words}`,
    { address: to, answer: words },
    { cause },
  );
}
