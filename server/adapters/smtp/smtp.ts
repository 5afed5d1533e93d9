import nodemailer from "nodemailer";
import { parseConnectionUrl } from "nodemailer/lib/shared/index.js";
import type SMTPPool from "nodemailer/lib/smtp-pool/index.js";
import { DomainError, providerUnavailable } from "@/server/kernel/errors";
import type { Mailer, Message } from "@/server/ports/mailer";
import { unsubscribeHeaders } from "../unsubscribe-headers";

export type SmtpSettings = {
  /**
   * smtp://user:password@host:587, or smtps://…:465. Query parameters are nodemailer's:
   * ?requireTLS=true&maxConnections=20
   */
  url: string;
  /** The sender as readers see it: `Holdfast <orders@shop.example>`. */
  from: string;
  /** How many milliseconds the server may stay silent: while connecting, greeting and at every command. */
  timeoutMs?: number;
};

/** What nodemailer adds to its errors: the SMTP reply (RFC 5321, 4.2) and the command that it answered. */
type SmtpError = Error & { code?: string; command?: string; response?: string; responseCode?: number };

/**
 * Mail over SMTP (RFC 5321), on a few connections that are kept open between messages. A message is tried
 * once: repeating is the caller's business. `provider_unavailable` for anything that may pass,
 * `undeliverable` when the server refuses the recipient or the message for good. `close` ends the connections.
 */
export function smtpMailer({ url, from, timeoutMs = 5000 }: SmtpSettings): Mailer & { close(): void } {
  // The published types lag behind the library, which has `maxRequeues`.
  const options: SMTPPool.Options & { maxRequeues: number } = {
    pool: true,
    maxConnections: 10,
    maxMessages: 1000,
    // A lost connection is reported at once; the caller's retry has a backoff, the pool's has none.
    maxRequeues: 0,
    dnsTimeout: timeoutMs,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    // Given a `url`, createTransport ignores every other option, so the address is taken apart here.
    ...parseConnectionUrl(url),
  };
  const transport = nodemailer.createTransport(options);

  return {
    name: "smtp",
    async send({ to, subject, html, text, messageId, attachments = [], unsubscribeUrl }: Message) {
      try {
        // An SMTP server gives no id that anything later refers to: the Message-ID is ours.
        await transport.sendMail({
          from,
          // As an object, so that a comma in it can't add a second recipient.
          to: { name: "", address: to },
          subject,
          html,
          text,
          messageId: `<${messageId}>`,
          attachments: attachments.map(({ fileName, contentType, content }) => ({
            filename: fileName,
            contentType,
            content: Buffer.from(content),
          })),
          // RFC 3834: keeps out-of-office robots from answering.
          headers: { "Auto-Submitted": "auto-generated", ...unsubscribeHeaders(unsubscribeUrl) },
        });
        return { ref: null };
      } catch (error) {
        throw inOurWords(error as SmtpError, to);
      }
    },
    close: () => transport.close(),
  };
}

function inOurWords(error: SmtpError, to: string): DomainError {
  if (!isForGood(error)) return providerUnavailable("The mail server", error);
  const words = error.response ?? error.message;
  return new DomainError(
    "undeliverable",
    `Mail to ${to} can't be delivered. The mail server says: ${words}`,
    { address: to, answer: words },
    { cause: error },
  );
}

/** A 5xx to the log-in or the sender is our set-up, which a person can mend: the message waits for a retry. */
function isForGood({ code, command, responseCode = 0 }: SmtpError): boolean {
  if (code === "EENVELOPE" && command === "API") return true; // nodemailer itself can't read the address
  return responseCode >= 500 && (command === "RCPT TO" || command === "DATA");
}
