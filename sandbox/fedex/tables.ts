export const tables = `
create sequence if not exists fedex_parcel_serial start 79464018235 maxvalue 79999999999 increment 7 cycle;

create table if not exists fedex_token (
  token text primary key,
  expires_at timestamptz not null
);

create table if not exists fedex_parcel (
  tracking_number text primary key,
  created_at timestamptz not null,
  ship_date date not null,
  service_type text not null,
  weight numeric not null,
  weight_unit text not null,
  customer_references jsonb not null,
  ship_from jsonb not null,
  ship_to jsonb not null,
  charged numeric not null,
  currency text not null,
  promised_at timestamptz not null,
  estimated_at timestamptz,
  state text not null default 'pre_transit',
  cancelled_at timestamptz,
  label_type text not null,
  label bytea not null
);
create index if not exists fedex_parcel_newest on fedex_parcel (created_at desc);

create table if not exists fedex_scan (
  id bigint generated always as identity primary key,
  tracking_number text not null references fedex_parcel,
  state text not null,
  event_type text not null,
  event_description text not null,
  exception_code text,
  exception_description text,
  derived_code text not null,
  derived_status text not null,
  location_type text not null,
  city text,
  region text,
  postal_code text,
  country text not null,
  at timestamptz not null
);
create index if not exists fedex_scan_parcel on fedex_scan (tracking_number, id);
`;
