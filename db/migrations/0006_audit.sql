-- What a member of staff changes is written down by the database itself, in the transaction that changes it. The app says
-- who acts: set_config('holdfast.staff', '{"id": …, "name": …, "role": …, "at": …}', true). See server/kernel/ctx.ts.
CREATE FUNCTION note_staff_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  who jsonb := current_setting('holdfast.staff', true)::jsonb;
  old_row jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  new_row jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  secret text[] := ARRAY['password_hash', 'totp_secret', 'recovery_codes', 'token_hash', 'request_hash'];
  -- What has to go when a person is erased must not stand in a book that nobody can change.
  personal text[] := CASE TG_TABLE_NAME
    WHEN 'orders' THEN ARRAY['email', 'customer_name', 'phone', 'shipping_address', 'address_check', 'cancel_note']
    -- What staff write about an order is free text, and may name whose it is.
    WHEN 'order_hold' THEN ARRAY['note']
    WHEN 'refund' THEN ARRAY['note']
    WHEN 'shipment_issue' THEN ARRAY['note', 'detail']
    WHEN 'customer' THEN ARRAY['email', 'name', 'phone']
    WHEN 'customer_address' THEN ARRAY['address']
    WHEN 'review' THEN ARRAY['author', 'body']
    WHEN 'mail_block' THEN ARRAY['email', 'note']
    ELSE ARRAY[]::text[] END;
  -- Marks that the app moves by itself; they say nothing of what was done.
  bookkeeping text[] := CASE WHEN TG_OP <> 'UPDATE' THEN ARRAY[]::text[] ELSE
    ARRAY['changed_at', 'updated_at'] || CASE TG_TABLE_NAME
      WHEN 'app_user' THEN ARRAY['last_sign_in_at', 'totp_last_step', 'session_version']
      WHEN 'user_session' THEN ARRAY['last_seen_at', 'expires_at']
      ELSE ARRAY[]::text[] END END;
  columns text[];
  row_key text;
BEGIN
  IF TG_TABLE_NAME = 'app_user' AND coalesce(new_row, old_row) ->> 'role' = 'shopper' THEN
    personal := ARRAY['email', 'name'];
  END IF;
  SELECT array_agg(key) INTO columns FROM jsonb_object_keys(coalesce(new_row, old_row)) AS key
   WHERE old_row -> key IS DISTINCT FROM new_row -> key AND key <> ALL (bookkeeping)
     AND (TG_OP = 'UPDATE' OR coalesce(new_row, old_row) -> key <> 'null'::jsonb);
  IF columns IS NULL THEN RETURN NULL; END IF;
  SELECT string_agg(
           CASE WHEN part = ANY (personal) THEN md5(coalesce(new_row, old_row) ->> part)
                ELSE coalesce(new_row, old_row) ->> part END, '/' ORDER BY place)
    INTO row_key FROM unnest(TG_ARGV) WITH ORDINALITY AS keys (part, place);
  INSERT INTO staff_change (act, at, user_id, user_name, role, table_name, row_key, kind, before, after)
  VALUES (
    pg_current_xact_id()::text::bigint, (who ->> 'at')::timestamptz, (who ->> 'id')::uuid, who ->> 'name', who ->> 'role',
    TG_TABLE_NAME, row_key, lower(TG_OP),
    staff_change_values(old_row, columns, secret, personal), staff_change_values(new_row, columns, secret, personal));
  RETURN NULL;
END $$;
--> statement-breakpoint
-- A row's changed columns as they may be read by people: secrets, persons and what is too long are named, not told.
CREATE FUNCTION staff_change_values(whole jsonb, columns text[], secret text[], personal text[]) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_object_agg(key, CASE
           WHEN value = 'null'::jsonb THEN value
           WHEN key = ANY (secret) THEN '"(hidden)"'::jsonb
           WHEN key = ANY (personal) THEN '"(personal)"'::jsonb
           WHEN length(value::text) > 2000 THEN to_jsonb('(' || length(value::text) || ' characters)')
           ELSE value END)
    FROM jsonb_each(whole) WHERE key = ANY (columns)
$$;
--> statement-breakpoint
-- Has a table's changes written down. For migrations that make a table: SELECT watch_staff_changes('new_table').
-- The condition is looked at before anything else is done: who is no member of staff pays next to nothing.
CREATE FUNCTION watch_staff_changes(watched text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  key_columns text;
BEGIN
  SELECT string_agg(quote_literal(a.attname), ', ' ORDER BY array_position(i.indkey::int[], a.attnum::int)) INTO key_columns
    FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
   WHERE i.indrelid = watched::regclass AND i.indisprimary;
  EXECUTE format(
    'CREATE TRIGGER staff_change AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW
       WHEN (current_setting(''holdfast.staff'', true) <> '''') EXECUTE FUNCTION note_staff_change(%s)',
    watched, key_columns);
END $$;
--> statement-breakpoint
-- Left out are tables that are a log or a ledger themselves, with who did it in each row (event, stock_movement, policy_run,
-- notification, webhook_inbox, tracking_scan, payment_decline), what only serves the machine (rate_limit, carrier_quote,
-- pick_scan, crm_record), a visitor's cart and requests, and the rows of an import that is only looked at.
SELECT watch_staff_changes(name) FROM unnest(ARRAY[
  'account_link', 'app_user', 'backorder', 'catalogue_import', 'category', 'crm_backfill', 'customer', 'customer_address',
  'dispute', 'location', 'lot', 'mail_block', 'manifest', 'order_hold', 'order_line', 'orders', 'package_line', 'packaging',
  'parcel', 'payment', 'product', 'product_image', 'purchase_order', 'purchase_order_line', 'reconciliation',
  'reconciliation_difference', 'refund', 'reorder_rule', 'reservation', 'review', 'setting', 'shipment', 'shipment_issue',
  'shipment_line', 'shipment_package', 'shipping_rate', 'stock_count', 'stock_count_line', 'stock_level', 'supplier',
  'supplier_item', 'tax_rate', 'transfer', 'transfer_line', 'user_session', 'variant', 'wave']) AS name;
--> statement-breakpoint
-- Nobody rewrites it, the app included.
CREATE FUNCTION refuse_staff_change_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'staff_change is only ever added to: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER staff_change_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON staff_change
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_staff_change_edit();
