export const tables = `
create table if not exists resend_email (
  id uuid primary key,
  seq bigserial not null,
  idempotency_key text unique,
  request_hash text not null,
  request jsonb not null,
  state text not null default 'sent',
  created_at timestamptz not null
);
create index if not exists resend_email_newest on resend_email (seq desc);
`;

export type Request = {
  from: string;
  to: string[];
  subject: string;
  html?: string | undefined;
  text?: string | undefined;
  headers?: Record<string, string> | undefined;
  tags?: { name: string; value: string }[] | undefined;
  attachments?: { filename: string; content: string; content_type?: string | undefined }[] | undefined;
};

export type EmailRow = { id: string; request: Request; state: string; createdAt: Date };
