export type Message = {
  to: string;
  subject: string;
  html: string;
  text: string;
  /**
   * Fixed for one event and template, without angle brackets: `<notification id>@<domain>`. A second try after a
   * crash carries the same one, so a receiver can drop it.
   */
  messageId: string;
  attachments?: readonly Attachment[];
  /** Where one request without a question stops mails like this one (RFC 8058). */
  unsubscribeUrl?: string;
};

export type Attachment = { fileName: string; contentType: string; content: Uint8Array };

/** What a mail service reports of a message after it took it. */
export type MailReport = {
  /** The report's own id, unique: told twice is one report. */
  eventId: string;
  type: string;
  /** The service's id of the message, as `send` gave it. */
  ref: string;
  /** Our `messageId`, where the service hands it back: known even when we crashed before we could note `ref`. */
  messageId: string | null;
  /**
   * `delayed`: the service goes on trying. `bounced`: it came back, another may get through. `dead` and `complaint`:
   * nothing more should be sent there. Null: nothing that we care about.
   */
  outcome: "delivered" | "delayed" | "bounced" | "dead" | "complaint" | null;
  /** The receiver's server in its own words. */
  words: string;
  occurredAt: Date;
};

/**
 * Sends one message and gives the service's id of it, where it has one. Throws `provider_unavailable` when the service
 * can't be reached (the caller retries), `undeliverable` when it refuses the recipient or the message for good.
 */
export interface Mailer {
  readonly name: "smtp" | "resend";
  send(message: Message): Promise<{ ref: string | null }>;
  /** Verifies a report on its raw body; absent where a service reports nothing. Throws `forbidden` when it is not its. */
  verifyReport?(rawBody: string, headers: Headers): Promise<MailReport>;
}
