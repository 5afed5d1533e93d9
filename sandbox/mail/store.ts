import type pg from "pg";
import PostalMime from "postal-mime";

export const mailTables = `
create table if not exists mail (
  id bigserial primary key,
  message_id text not null unique,
  recipients text[] not null,
  sender text not null,
  subject text not null,
  text text not null,
  html text not null,
  links text[] not null,
  received_at timestamptz not null,
  repeats int not null default 0
);
alter table mail add column if not exists attachments jsonb not null default '[]';
create index if not exists mail_recipients on mail using gin (recipients);
`;

export type Mail = {
  id: string;
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  links: string[];
  /** Files that came with it; `content` in base64. */
  attachments: Attachment[];
  receivedAt: Date;
  /** How many times the same Message-ID came again; those were accepted and dropped. */
  repeats: number;
};

export type Attachment = { fileName: string; contentType: string; content: string };

/** Stores a message. One whose Message-ID is known is counted and dropped. Returns its Message-ID, and whether it is new. */
export async function storeMail(
  db: pg.Pool,
  mail: { source: Buffer; from: string; recipients: readonly string[]; receivedAt: Date; fallbackId: string },
): Promise<{ messageId: string; isNew: boolean }> {
  const parsed = await PostalMime.parse(mail.source);
  const messageId = parsed.messageId?.trim() || mail.fallbackId;
  const text = clean(parsed.text ?? "");
  const html = clean(parsed.html ?? "");
  const { rows } = await db.query<{ repeats: number }>(
    `insert into mail as old (message_id, recipients, sender, subject, text, html, links, received_at, attachments)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (message_id) do update set repeats = old.repeats + 1 returning repeats`,
    [
      messageId,
      mail.recipients.map((one) => one.toLowerCase()),
      mail.from,
      clean(parsed.subject ?? ""),
      text,
      html,
      linksOf(html, text),
      mail.receivedAt,
      JSON.stringify(parsed.attachments.map(attachmentOf)),
    ],
  );
  return { messageId, isNew: rows[0]?.repeats === 0 };
}

/** Messages, oldest first: to one recipient, received after a time; at most the newest `limit`. */
export async function listMail(
  db: pg.Pool,
  filter: { to?: string; after?: Date; id?: string; limit: number },
): Promise<Mail[]> {
  const { rows } = await db.query<Mail>(
    `select * from (
       select id::text, array_to_string(recipients, ', ') as "to", sender as "from", subject, text, html, links, attachments,
         received_at as "receivedAt", repeats
       from mail
       where ($1::text is null or recipients @> array[$1]) and ($2::timestamptz is null or received_at > $2)
         and ($3::bigint is null or id = $3)
       order by mail.id desc limit $4) newest
     order by id::bigint`,
    [filter.to?.toLowerCase() ?? null, filter.after ?? null, filter.id ?? null, filter.limit],
  );
  return rows;
}

const attachmentOf = ({ filename, mimeType, content }: Parsed["attachments"][number]): Attachment => ({
  fileName: clean(filename ?? "attachment"),
  contentType: clean(mimeType),
  content: Buffer.from(typeof content === "string" ? content : new Uint8Array(content)).toString("base64"),
});
type Parsed = Awaited<ReturnType<typeof PostalMime.parse>>;

// PostgreSQL's text has no NUL.
const clean = (text: string) => text.replaceAll("\u0000", "");

function linksOf(html: string, text: string): string[] {
  const inHtml = [...html.matchAll(/href\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map((match) =>
    plainText(match[1] ?? match[2] ?? ""),
  );
  const inText = [...text.matchAll(/https?:\/\/[^\s<>"')\]]+/g)].map((match) =>
    match[0].replace(/[.,;:!?]+$/, ""),
  );
  return [...new Set([...inHtml, ...inText])].filter((link) => /^https?:/.test(link));
}

const plainText = (text: string) =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .trim();
