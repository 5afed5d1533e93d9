export const tables = `
create sequence if not exists ups_parcel_serial maxvalue 9999999 cycle start 4017;

create table if not exists ups_token (
  token text primary key,
  client_id text not null,
  expires_at timestamptz not null
);

create table if not exists ups_parcel (
  tracking_number text primary key,
  created_at timestamptz not null,
  service_code text not null,
  weight text not null,
  weight_unit text not null,
  reference_numbers text[] not null,
  ship_from jsonb not null,
  ship_to jsonb not null,
  charged text not null,
  currency text not null,
  scheduled_for date not null,
  state text not null default 'pre_transit',
  voided_at timestamptz,
  label bytea not null,
  label_format text not null default 'GIF',
  invoice jsonb,
  -- Set by delays; scheduled_for keeps the first day.
  rescheduled_for date
);
alter table ups_parcel add column if not exists label_format text not null default 'GIF';
alter table ups_parcel add column if not exists invoice jsonb;
alter table ups_parcel add column if not exists rescheduled_for date;
create index if not exists ups_parcel_references on ups_parcel using gin (reference_numbers);
create index if not exists ups_parcel_newest on ups_parcel (created_at desc);

create table if not exists ups_scan (
  id bigint generated always as identity primary key,
  tracking_number text not null references ups_parcel,
  state text not null,
  type text not null,
  code text not null,
  detail text not null,
  description text not null,
  city text,
  region text,
  country text not null,
  at timestamptz not null
);
create index if not exists ups_scan_parcel on ups_scan (tracking_number, id);

create table if not exists ups_subscription (
  tracking_number text primary key,
  expires_at timestamptz not null
);
`;
