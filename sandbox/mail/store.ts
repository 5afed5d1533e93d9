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
alter table mail add column if not exists headers jsonb not null default '{}';
create index if not exists mail_recipients on mail using gin (recipients);
create table if not exists mail_refused (address text primary key);
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
  /** Those that a mail program acts on: List-Unsubscribe and the like, by their names in small letters. */
  headers: Record<string, string>;
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
  const isNew = await keepMail(db, {
    messageId,
    recipients: mail.recipients,
    sender: mail.from,
    subject: parsed.subject ?? "",
    text: parsed.text ?? "",
    html: parsed.html ?? "",
    headers: Object.fromEntries(parsed.headers.map(({ key, value }) => [key, value])),
    attachments: parsed.attachments.map(attachmentOf),
    receivedAt: mail.receivedAt,
  });
  return { messageId, isNew };
}

type Kept = Pick<Mail, "subject" | "text" | "html" | "headers" | "attachments" | "receivedAt"> & {
  messageId: string;
  recipients: readonly string[];
  sender: string;
};

/** Puts a message into the inbox, however it came; one whose Message-ID is known is counted. Returns whether it is new. */
export async function keepMail(db: pg.Pool, mail: Kept): Promise<boolean> {
  const text = clean(mail.text);
  const html = clean(mail.html);
  const headers = Object.entries(mail.headers)
    .map(([name, value]): [string, string] => [name.toLowerCase(), clean(value)])
    .filter(([name]) => name.startsWith("list-") || name === "auto-submitted");
  const { rows } = await db.query<{ repeats: number }>(
    `insert into mail as old (message_id, recipients, sender, subject, text, html, links, received_at, attachments, headers)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (message_id) do update set repeats = old.repeats + 1 returning repeats`,
    [
      mail.messageId,
      mail.recipients.map((one) => one.toLowerCase()),
      mail.sender,
      clean(mail.subject),
      text,
      html,
      linksOf(html, text),
      mail.receivedAt,
      JSON.stringify(mail.attachments),
      JSON.stringify(Object.fromEntries(headers)),
    ],
  );
  return rows[0]?.repeats === 0;
}

/** Whether mail to an address is refused at the door: everything at bounce.test, and what somebody has set so. */
export async function isRefused(db: pg.Pool, address: string): Promise<boolean> {
  if (address.toLowerCase().endsWith("@bounce.test")) return true;
  const { rowCount } = await db.query("select 1 from mail_refused where address = $1", [
    address.toLowerCase(),
  ]);
  return (rowCount ?? 0) > 0;
}

/** Lets mail to an address bounce from now on, or no longer. */
export const setRefused = (db: pg.Pool, address: string, refused: boolean) =>
  db.query(
    refused
      ? "insert into mail_refused (address) values ($1) on conflict do nothing"
      : "delete from mail_refused where address = $1",
    [address.toLowerCase()],
  );

/** Messages, oldest first: to one recipient, received after a time; at most the newest `limit`. */
export async function listMail(
  db: pg.Pool,
  filter: { to?: string; after?: Date; id?: string; limit: number },
): Promise<Mail[]> {
  const { rows } = await db.query<Mail>(
    `select * from (
       select id::text, array_to_string(recipients, ', ') as "to", sender as "from", subject, text, html, links, attachments, headers,
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
