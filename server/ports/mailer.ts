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
};

export type Attachment = { fileName: string; contentType: string; content: Uint8Array };

/** Sends one message. Throws `provider_unavailable` when the server can't be reached; the caller retries. */
export interface Mailer {
  send(message: Message): Promise<void>;
}
