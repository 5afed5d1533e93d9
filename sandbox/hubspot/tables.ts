export const tables = `
create table if not exists hubspot_object (
  type text not null,
  id bigint generated always as identity primary key,
  properties jsonb not null,
  created timestamptz not null,
  updated timestamptz not null
);
create unique index if not exists hubspot_contact_email on hubspot_object (lower(properties ->> 'email')) where type = 'contacts';
create unique index if not exists hubspot_contact_ours on hubspot_object ((properties ->> 'holdfast_customer_id'))
  where type = 'contacts' and properties ->> 'holdfast_customer_id' <> '';
create unique index if not exists hubspot_deal_ours on hubspot_object ((properties ->> 'holdfast_order_id'))
  where type = 'deals' and properties ->> 'holdfast_order_id' <> '';

create table if not exists hubspot_association (
  deal bigint not null references hubspot_object (id) on delete cascade,
  contact bigint not null references hubspot_object (id) on delete cascade,
  primary key (deal, contact)
);

create table if not exists hubspot_property (type text not null, name text not null, body jsonb not null, primary key (type, name));
create table if not exists hubspot_pipeline (id bigint generated always as identity primary key, body jsonb not null);
create unique index if not exists hubspot_pipeline_label on hubspot_pipeline ((body ->> 'label'));

-- How many calls ten seconds may have, and the calls that were made.
create table if not exists hubspot_limit (id int primary key check (id = 1), calls int not null);
create table if not exists hubspot_call (at timestamptz not null);
create index if not exists hubspot_call_at on hubspot_call (at);
`;
