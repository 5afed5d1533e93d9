CREATE TYPE "public"."role" AS ENUM('shopper', 'warehouse', 'manager', 'admin');--> statement-breakpoint
CREATE TYPE "public"."notification_status" AS ENUM('intended', 'sent', 'undeliverable');--> statement-breakpoint
CREATE TYPE "public"."policy_outcome" AS ENUM('running', 'done', 'nothing_to_do', 'refused', 'failed');--> statement-breakpoint
CREATE TYPE "public"."move_kind" AS ENUM('receive', 'reserve', 'deduct', 'release', 'ship', 'adjust', 'count', 'quarantine', 'expire', 'dispose', 'return_to_supplier', 'restock', 'transfer');--> statement-breakpoint
CREATE TYPE "public"."stock_place" AS ENUM('available', 'reserved', 'committed', 'unavailable', 'supplier', 'customer', 'adjustment', 'location');--> statement-breakpoint
CREATE TYPE "public"."reservation_status" AS ENUM('reserved', 'committed', 'released', 'shipped');--> statement-breakpoint
CREATE TYPE "public"."cancel_reason" AS ENUM('payment_failed', 'payment_timeout', 'customer', 'staff', 'stock_expired', 'fraud');--> statement-breakpoint
CREATE TYPE "public"."order_status" AS ENUM('pending', 'paid', 'partially_shipped', 'shipped', 'delivered', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."payment_status" AS ENUM('created', 'open', 'authorized', 'capturing', 'captured', 'failed', 'expired', 'voided');--> statement-breakpoint
CREATE TYPE "public"."payment_provider" AS ENUM('stripe', 'paypal');--> statement-breakpoint
CREATE TYPE "public"."refund_status" AS ENUM('requested', 'submitted', 'succeeded', 'failed');--> statement-breakpoint
CREATE TYPE "public"."webhook_verdict" AS ENUM('received', 'processed', 'ignored', 'parked');--> statement-breakpoint
CREATE TYPE "public"."label_status" AS ENUM('requested', 'bought', 'failed', 'voided');--> statement-breakpoint
CREATE TYPE "public"."shipment_status" AS ENUM('assigned', 'picking', 'packed', 'labelled', 'shipped', 'delivered', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."tracking_state" AS ENUM('pre_transit', 'in_transit', 'out_for_delivery', 'delivered', 'exception', 'returned');--> statement-breakpoint
CREATE SEQUENCE "public"."order_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 100001 CACHE 1;--> statement-breakpoint
CREATE TABLE "cart" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"checkout_key" uuid NOT NULL,
	"last_order_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cart_line" (
	"cart_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cart_line_cart_id_variant_id_pk" PRIMARY KEY("cart_id","variant_id"),
	CONSTRAINT "cart_line_quantity_positive" CHECK ("cart_line"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "category" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"shelf_life_margin_days" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "product" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"category_id" uuid NOT NULL,
	"tax_category" text DEFAULT 'standard' NOT NULL,
	"image" text,
	"position" integer DEFAULT 0 NOT NULL,
	"published_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "variant" (
	"id" uuid PRIMARY KEY NOT NULL,
	"product_id" uuid NOT NULL,
	"sku" text NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"price_amount" integer NOT NULL,
	"currency" text NOT NULL,
	"weight_grams" integer NOT NULL,
	"barcode" text,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "variant_price_not_negative" CHECK ("variant"."price_amount" >= 0),
	CONSTRAINT "variant_weight_not_negative" CHECK ("variant"."weight_grams" >= 0)
);
--> statement-breakpoint
CREATE TABLE "app_user" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"role" "role" NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"session_version" integer DEFAULT 1 NOT NULL,
	"customer_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "app_user_email_lower" CHECK ("app_user"."email" = lower("app_user"."email"))
);
--> statement-breakpoint
CREATE TABLE "customer" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"phone" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_email_lower" CHECK ("customer"."email" = lower("customer"."email"))
);
--> statement-breakpoint
CREATE TABLE "event" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"aggregate" text NOT NULL,
	"aggregate_id" text NOT NULL,
	"order_id" uuid,
	"payload" jsonb NOT NULL,
	"actor" text NOT NULL,
	"cause" uuid,
	"occurred_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "notification" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"template" text NOT NULL,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"order_id" uuid,
	"event_id" uuid,
	"status" "notification_status" NOT NULL,
	"failure" text,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "policy_run" (
	"policy" text NOT NULL,
	"trigger" text NOT NULL,
	"event_name" text NOT NULL,
	"order_id" uuid,
	"rule" text NOT NULL,
	"inputs" jsonb NOT NULL,
	"outcome" "policy_outcome" NOT NULL,
	"reason" text,
	"command" text,
	"attempts" integer DEFAULT 1 NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "policy_run_policy_trigger_pk" PRIMARY KEY("policy","trigger")
);
--> statement-breakpoint
CREATE TABLE "location" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"address" jsonb NOT NULL,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL,
	"time_zone" text NOT NULL,
	"priority" integer DEFAULT 100 NOT NULL,
	"active" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lot" (
	"id" uuid PRIMARY KEY NOT NULL,
	"variant_id" uuid NOT NULL,
	"code" text NOT NULL,
	"expires_at" timestamp with time zone,
	CONSTRAINT "lot_variant_code_unique" UNIQUE("variant_id","code")
);
--> statement-breakpoint
CREATE TABLE "reorder_rule" (
	"variant_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"reorder_point" integer NOT NULL,
	"reorder_up_to" integer NOT NULL,
	"low_since" timestamp with time zone,
	CONSTRAINT "reorder_rule_variant_id_location_id_pk" PRIMARY KEY("variant_id","location_id"),
	CONSTRAINT "reorder_rule_sane" CHECK ("reorder_rule"."reorder_point" >= 0 and "reorder_rule"."reorder_up_to" > "reorder_rule"."reorder_point")
);
--> statement-breakpoint
CREATE TABLE "reservation" (
	"order_line_id" uuid NOT NULL,
	"stock_level_id" bigint NOT NULL,
	"order_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"status" "reservation_status" NOT NULL,
	CONSTRAINT "reservation_order_line_id_stock_level_id_pk" PRIMARY KEY("order_line_id","stock_level_id"),
	CONSTRAINT "reservation_quantity_positive" CHECK ("reservation"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "stock_level" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "stock_level_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"variant_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"lot_id" uuid,
	"available" integer DEFAULT 0 NOT NULL,
	"reserved" integer DEFAULT 0 NOT NULL,
	"committed" integer DEFAULT 0 NOT NULL,
	"unavailable" integer DEFAULT 0 NOT NULL,
	"on_hand" integer GENERATED ALWAYS AS (available + reserved + committed + unavailable) STORED NOT NULL,
	CONSTRAINT "stock_level_place_unique" UNIQUE NULLS NOT DISTINCT("variant_id","location_id","lot_id"),
	CONSTRAINT "stock_available_not_negative" CHECK ("stock_level"."available" >= 0),
	CONSTRAINT "stock_reserved_not_negative" CHECK ("stock_level"."reserved" >= 0),
	CONSTRAINT "stock_committed_not_negative" CHECK ("stock_level"."committed" >= 0),
	CONSTRAINT "stock_unavailable_not_negative" CHECK ("stock_level"."unavailable" >= 0)
);
--> statement-breakpoint
CREATE TABLE "stock_movement" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "stock_movement_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"stock_level_id" bigint NOT NULL,
	"kind" "move_kind" NOT NULL,
	"from_place" "stock_place" NOT NULL,
	"to_place" "stock_place" NOT NULL,
	"quantity" integer NOT NULL,
	"order_id" uuid,
	"shipment_id" uuid,
	"reason" text,
	"actor" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	CONSTRAINT "stock_movement_quantity_positive" CHECK ("stock_movement"."quantity" > 0),
	CONSTRAINT "stock_movement_goes_somewhere" CHECK ("stock_movement"."from_place" <> "stock_movement"."to_place")
);
--> statement-breakpoint
CREATE TABLE "order_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"variant_id" uuid NOT NULL,
	"sku" text NOT NULL,
	"title" text NOT NULL,
	"variant_title" text NOT NULL,
	"image" text,
	"quantity" integer NOT NULL,
	"unit_amount" integer NOT NULL,
	"discount_amount" integer NOT NULL,
	"tax_amount" integer NOT NULL,
	"tax_rate_ppm" integer NOT NULL,
	"tax_category" text NOT NULL,
	"weight_grams" integer NOT NULL,
	CONSTRAINT "order_line_quantity_positive" CHECK ("order_line"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"email" text NOT NULL,
	"customer_name" text NOT NULL,
	"phone" text,
	"status" "order_status" NOT NULL,
	"cancel_reason" "cancel_reason",
	"cancel_note" text,
	"currency" text NOT NULL,
	"items_amount" integer NOT NULL,
	"discount_amount" integer NOT NULL,
	"shipping_amount" integer NOT NULL,
	"tax_amount" integer NOT NULL,
	"total_amount" integer NOT NULL,
	"prices_include_tax" boolean NOT NULL,
	"shipping_address" jsonb NOT NULL,
	"shipping_method" text NOT NULL,
	"shipping_title" text NOT NULL,
	"routing" jsonb NOT NULL,
	"idempotency_key" text NOT NULL,
	"request_hash" text NOT NULL,
	"payment_due_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"paid_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"shipped_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	CONSTRAINT "orders_total_adds_up" CHECK ("orders"."total_amount" = "orders"."items_amount" - "orders"."discount_amount" + "orders"."shipping_amount" + case when "orders"."prices_include_tax" then 0 else "orders"."tax_amount" end),
	CONSTRAINT "orders_total_not_negative" CHECK ("orders"."total_amount" >= 0),
	CONSTRAINT "orders_cancelled_has_reason" CHECK (("orders"."status" = 'cancelled') = ("orders"."cancel_reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "payment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"provider" "payment_provider" NOT NULL,
	"provider_ref" text,
	"capture_ref" text,
	"redirect_url" text,
	"status" "payment_status" NOT NULL,
	"amount" integer NOT NULL,
	"currency" text NOT NULL,
	"captured_amount" integer DEFAULT 0 NOT NULL,
	"refunded_amount" integer DEFAULT 0 NOT NULL,
	"fee_amount" integer,
	"failure_code" text,
	"failure_message" text,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"captured_at" timestamp with time zone,
	CONSTRAINT "payment_captured_within_amount" CHECK ("payment"."captured_amount" between 0 and "payment"."amount"),
	CONSTRAINT "payment_refunds_within_captured" CHECK ("payment"."refunded_amount" between 0 and "payment"."captured_amount"),
	CONSTRAINT "payment_captured_has_money" CHECK (("payment"."status" = 'captured') = ("payment"."captured_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "payment_decline" (
	"payment_id" uuid NOT NULL,
	"decline_ref" text NOT NULL,
	"code" text NOT NULL,
	"message" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refund" (
	"id" uuid PRIMARY KEY NOT NULL,
	"payment_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"amount" integer NOT NULL,
	"reason" text NOT NULL,
	"status" "refund_status" NOT NULL,
	"provider_ref" text,
	"failure_reason" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"cause_key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "refund_amount_positive" CHECK ("refund"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "webhook_inbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vendor" text NOT NULL,
	"event_id" text NOT NULL,
	"type" text NOT NULL,
	"body" jsonb NOT NULL,
	"verdict" "webhook_verdict" DEFAULT 'received' NOT NULL,
	"note" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"deliveries" integer DEFAULT 1 NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"processed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shipping_rate" (
	"id" uuid PRIMARY KEY NOT NULL,
	"method" text NOT NULL,
	"title" text NOT NULL,
	"zone" text NOT NULL,
	"countries" text[] NOT NULL,
	"max_weight_grams" integer NOT NULL,
	"amount" integer NOT NULL,
	"currency" text NOT NULL,
	"service" text NOT NULL,
	"min_days" integer NOT NULL,
	"max_days" integer NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "shipping_rate_sane" CHECK ("shipping_rate"."amount" >= 0 and "shipping_rate"."min_days" <= "shipping_rate"."max_days")
);
--> statement-breakpoint
CREATE TABLE "tax_rate" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"country" text NOT NULL,
	"region" text,
	"category" text NOT NULL,
	"rate_ppm" integer NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"valid_to" timestamp with time zone,
	CONSTRAINT "tax_rate_sane" CHECK ("tax_rate"."rate_ppm" between 0 and 1000000)
);
--> statement-breakpoint
CREATE TABLE "parcel" (
	"id" uuid PRIMARY KEY NOT NULL,
	"shipment_id" uuid NOT NULL,
	"position" integer DEFAULT 1 NOT NULL,
	"weight_grams" integer NOT NULL,
	"carrier" text NOT NULL,
	"service" text NOT NULL,
	"label_status" "label_status" NOT NULL,
	"tracking_number" text,
	"carrier_ref" text,
	"label_format" text,
	"label_base64" text,
	"cost_amount" integer,
	"cost_currency" text,
	"failure" text,
	"tracking" "tracking_state",
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "parcel_bought_has_number" CHECK ("parcel"."label_status" <> 'bought' or ("parcel"."tracking_number" is not null and "parcel"."carrier_ref" is not null))
);
--> statement-breakpoint
CREATE TABLE "shipment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"order_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"status" "shipment_status" NOT NULL,
	"tracking" "tracking_state",
	"picked_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"shipped_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"poll_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "shipment_line" (
	"shipment_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"stock_level_id" bigint NOT NULL,
	"quantity" integer NOT NULL,
	"picked" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "shipment_line_shipment_id_order_line_id_stock_level_id_pk" PRIMARY KEY("shipment_id","order_line_id","stock_level_id"),
	CONSTRAINT "shipment_line_quantity_positive" CHECK ("shipment_line"."quantity" > 0),
	CONSTRAINT "shipment_line_picked_within" CHECK ("shipment_line"."picked" between 0 and "shipment_line"."quantity")
);
--> statement-breakpoint
CREATE TABLE "tracking_scan" (
	"parcel_id" uuid NOT NULL,
	"state" "tracking_state" NOT NULL,
	"code" text NOT NULL,
	"description" text NOT NULL,
	"place" text,
	"at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "tracking_scan_parcel_id_at_code_pk" PRIMARY KEY("parcel_id","at","code")
);
--> statement-breakpoint
ALTER TABLE "cart" ADD CONSTRAINT "cart_last_order_id_orders_id_fk" FOREIGN KEY ("last_order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_cart_id_cart_id_fk" FOREIGN KEY ("cart_id") REFERENCES "public"."cart"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_variant_id_variant_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product" ADD CONSTRAINT "product_category_id_category_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."category"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "variant" ADD CONSTRAINT "variant_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_customer_id_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lot" ADD CONSTRAINT "lot_variant_id_variant_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reorder_rule" ADD CONSTRAINT "reorder_rule_variant_id_variant_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reorder_rule" ADD CONSTRAINT "reorder_rule_location_id_location_id_fk" FOREIGN KEY ("location_id") REFERENCES "public"."location"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_order_line_id_order_line_id_fk" FOREIGN KEY ("order_line_id") REFERENCES "public"."order_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_stock_level_id_stock_level_id_fk" FOREIGN KEY ("stock_level_id") REFERENCES "public"."stock_level"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_level" ADD CONSTRAINT "stock_level_variant_id_variant_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_level" ADD CONSTRAINT "stock_level_location_id_location_id_fk" FOREIGN KEY ("location_id") REFERENCES "public"."location"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_level" ADD CONSTRAINT "stock_level_lot_id_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lot"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_stock_level_id_stock_level_id_fk" FOREIGN KEY ("stock_level_id") REFERENCES "public"."stock_level"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_variant_id_variant_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_customer_id_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_decline" ADD CONSTRAINT "payment_decline_payment_id_payment_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_payment_id_payment_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parcel" ADD CONSTRAINT "parcel_shipment_id_shipment_id_fk" FOREIGN KEY ("shipment_id") REFERENCES "public"."shipment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipment" ADD CONSTRAINT "shipment_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipment" ADD CONSTRAINT "shipment_location_id_location_id_fk" FOREIGN KEY ("location_id") REFERENCES "public"."location"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipment" ADD CONSTRAINT "shipment_picked_by_app_user_id_fk" FOREIGN KEY ("picked_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipment_line" ADD CONSTRAINT "shipment_line_shipment_id_shipment_id_fk" FOREIGN KEY ("shipment_id") REFERENCES "public"."shipment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipment_line" ADD CONSTRAINT "shipment_line_order_line_id_order_line_id_fk" FOREIGN KEY ("order_line_id") REFERENCES "public"."order_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipment_line" ADD CONSTRAINT "shipment_line_stock_level_id_stock_level_id_fk" FOREIGN KEY ("stock_level_id") REFERENCES "public"."stock_level"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracking_scan" ADD CONSTRAINT "tracking_scan_parcel_id_parcel_id_fk" FOREIGN KEY ("parcel_id") REFERENCES "public"."parcel"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "cart_token_unique" ON "cart" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "category_slug_unique" ON "category" USING btree ("slug");--> statement-breakpoint
CREATE UNIQUE INDEX "product_slug_unique" ON "product" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "product_category_position" ON "product" USING btree ("category_id","position","id");--> statement-breakpoint
CREATE INDEX "product_position" ON "product" USING btree ("position","id");--> statement-breakpoint
CREATE UNIQUE INDEX "variant_sku_unique" ON "variant" USING btree ("sku");--> statement-breakpoint
CREATE UNIQUE INDEX "variant_barcode_unique" ON "variant" USING btree ("barcode");--> statement-breakpoint
CREATE INDEX "variant_product" ON "variant" USING btree ("product_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "app_user_email_unique" ON "app_user" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "customer_email_unique" ON "customer" USING btree ("email");--> statement-breakpoint
CREATE INDEX "event_order" ON "event" USING btree ("order_id","id");--> statement-breakpoint
CREATE INDEX "event_unpublished" ON "event" USING btree ("id") WHERE "event"."published_at" is null;--> statement-breakpoint
CREATE INDEX "event_aggregate" ON "event" USING btree ("aggregate","aggregate_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "notification_key_unique" ON "notification" USING btree ("key");--> statement-breakpoint
CREATE INDEX "notification_order" ON "notification" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "notification_unsent" ON "notification" USING btree ("created_at") WHERE "notification"."status" = 'intended';--> statement-breakpoint
CREATE INDEX "policy_run_order" ON "policy_run" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "policy_run_started" ON "policy_run" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "policy_run_failed" ON "policy_run" USING btree ("started_at") WHERE "policy_run"."outcome" = 'failed';--> statement-breakpoint
CREATE UNIQUE INDEX "location_code_unique" ON "location" USING btree ("code");--> statement-breakpoint
CREATE INDEX "reservation_order" ON "reservation" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "reservation_open" ON "reservation" USING btree ("stock_level_id","status") WHERE "reservation"."status" in ('reserved', 'committed');--> statement-breakpoint
CREATE INDEX "stock_level_location" ON "stock_level" USING btree ("location_id");--> statement-breakpoint
CREATE INDEX "stock_movement_level" ON "stock_movement" USING btree ("stock_level_id","id");--> statement-breakpoint
CREATE INDEX "stock_movement_order" ON "stock_movement" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "order_line_position_unique" ON "order_line" USING btree ("order_id","position");--> statement-breakpoint
CREATE INDEX "order_line_variant" ON "order_line" USING btree ("variant_id");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_number_unique" ON "orders" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "orders_idempotency_key_unique" ON "orders" USING btree ("idempotency_key");--> statement-breakpoint
CREATE INDEX "orders_customer" ON "orders" USING btree ("customer_id","created_at");--> statement-breakpoint
CREATE INDEX "orders_email" ON "orders" USING btree ("email");--> statement-breakpoint
CREATE INDEX "orders_status_created" ON "orders" USING btree ("status","created_at");--> statement-breakpoint
CREATE INDEX "orders_created" ON "orders" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "orders_overdue" ON "orders" USING btree ("payment_due_at") WHERE "orders"."status" = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "payment_one_live_attempt" ON "payment" USING btree ("order_id") WHERE "payment"."status" in ('created', 'open', 'authorized', 'capturing');--> statement-breakpoint
CREATE UNIQUE INDEX "payment_provider_ref_unique" ON "payment" USING btree ("provider","provider_ref");--> statement-breakpoint
CREATE INDEX "payment_order" ON "payment" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "payment_unfinished" ON "payment" USING btree ("changed_at") WHERE "payment"."status" in ('created', 'open', 'authorized', 'capturing');--> statement-breakpoint
CREATE UNIQUE INDEX "payment_decline_unique" ON "payment_decline" USING btree ("payment_id","decline_ref");--> statement-breakpoint
CREATE UNIQUE INDEX "refund_cause_unique" ON "refund" USING btree ("cause_key");--> statement-breakpoint
CREATE INDEX "refund_payment" ON "refund" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "refund_unfinished" ON "refund" USING btree ("changed_at") WHERE "refund"."status" in ('requested', 'submitted', 'failed');--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_inbox_event_unique" ON "webhook_inbox" USING btree ("vendor","event_id");--> statement-breakpoint
CREATE INDEX "webhook_inbox_unfinished" ON "webhook_inbox" USING btree ("received_at") WHERE "webhook_inbox"."verdict" in ('received', 'parked');--> statement-breakpoint
CREATE INDEX "webhook_inbox_received" ON "webhook_inbox" USING btree ("received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "shipping_rate_unique" ON "shipping_rate" USING btree ("method","zone","max_weight_grams");--> statement-breakpoint
CREATE INDEX "tax_rate_destination" ON "tax_rate" USING btree ("country","region");--> statement-breakpoint
CREATE UNIQUE INDEX "parcel_one_live_label" ON "parcel" USING btree ("shipment_id","position") WHERE "parcel"."label_status" in ('requested', 'bought');--> statement-breakpoint
CREATE UNIQUE INDEX "parcel_tracking_number_unique" ON "parcel" USING btree ("tracking_number");--> statement-breakpoint
CREATE UNIQUE INDEX "shipment_number_unique" ON "shipment" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "shipment_one_per_place" ON "shipment" USING btree ("order_id","location_id") WHERE "shipment"."status" <> 'cancelled';--> statement-breakpoint
CREATE INDEX "shipment_queue" ON "shipment" USING btree ("location_id","created_at") WHERE "shipment"."status" in ('assigned', 'picking', 'packed', 'labelled');--> statement-breakpoint
CREATE INDEX "shipment_poll" ON "shipment" USING btree ("poll_at") WHERE "shipment"."poll_at" is not null;--> statement-breakpoint
CREATE INDEX "shipment_line_order_line" ON "shipment_line" USING btree ("order_line_id");