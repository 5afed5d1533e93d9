CREATE TYPE "public"."catalogue_import_status" AS ENUM('reading', 'ready', 'importing', 'done', 'failed', 'discarded');--> statement-breakpoint
CREATE TYPE "public"."hold_reason" AS ENUM('stock_expired', 'address', 'fraud', 'manual');--> statement-breakpoint
CREATE TYPE "public"."purchase_order_status" AS ENUM('draft', 'ordered', 'partially_received', 'received', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."count_line_status" AS ENUM('to_count', 'to_approve', 'booked', 'rejected');--> statement-breakpoint
CREATE TYPE "public"."stock_count_status" AS ENUM('open', 'review', 'closed', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."transfer_status" AS ENUM('sent', 'partially_received', 'received', 'cancelled');--> statement-breakpoint
CREATE SEQUENCE "public"."purchase_order_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1001 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "public"."stock_count_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 101 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "public"."transfer_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 101 CACHE 1;--> statement-breakpoint
CREATE TABLE "catalogue_import" (
	"id" uuid PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"status" "catalogue_import_status" NOT NULL,
	"failure" text,
	"lines" integer DEFAULT 0 NOT NULL,
	"products" integer DEFAULT 0 NOT NULL,
	"variants" integer DEFAULT 0 NOT NULL,
	"wrong" integer DEFAULT 0 NOT NULL,
	"written" integer DEFAULT 0 NOT NULL,
	"result" jsonb,
	"skip_wrong" boolean DEFAULT false NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "catalogue_import_row" (
	"import_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"handle" text NOT NULL,
	"line" integer NOT NULL,
	"product" jsonb,
	"faults" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"effect" text,
	CONSTRAINT "catalogue_import_row_import_id_position_pk" PRIMARY KEY("import_id","position")
);
--> statement-breakpoint
CREATE TABLE "product_image" (
	"id" uuid PRIMARY KEY NOT NULL,
	"product_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"variant_id" uuid,
	"src" text NOT NULL,
	"source_url" text,
	"alt" text DEFAULT '' NOT NULL,
	"width" integer,
	"height" integer
);
--> statement-breakpoint
CREATE TABLE "stock_request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"variant_id" uuid NOT NULL,
	"email" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"notified_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "order_hold" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"reason" "hold_reason" NOT NULL,
	"note" text NOT NULL,
	"placed_by" text NOT NULL,
	"placed_at" timestamp with time zone NOT NULL,
	"lifted_by" text,
	"lifted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "purchase_order" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"supplier_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"status" "purchase_order_status" NOT NULL,
	"automatic" boolean NOT NULL,
	"currency" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"approval_asked_at" timestamp with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ordered_by" text,
	"ordered_at" timestamp with time zone,
	"expected_at" timestamp with time zone,
	"received_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"cancel_note" text,
	CONSTRAINT "purchase_order_ordered" CHECK ("purchase_order"."status" in ('draft', 'cancelled') or "purchase_order"."ordered_at" is not null),
	CONSTRAINT "purchase_order_cancelled" CHECK (("purchase_order"."status" = 'cancelled') = ("purchase_order"."cancelled_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "purchase_order_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"purchase_order_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"variant_id" uuid NOT NULL,
	"supplier_sku" text NOT NULL,
	"pack_size" integer NOT NULL,
	"cost_amount" integer NOT NULL,
	"quantity" integer NOT NULL,
	"received" integer DEFAULT 0 NOT NULL,
	"damaged" integer DEFAULT 0 NOT NULL,
	"given_up" integer DEFAULT 0 NOT NULL,
	"reason" jsonb,
	CONSTRAINT "purchase_order_line_sane" CHECK ("purchase_order_line"."quantity" > 0 and "purchase_order_line"."pack_size" > 0 and "purchase_order_line"."cost_amount" >= 0 and "purchase_order_line"."damaged" between 0 and "purchase_order_line"."received" and "purchase_order_line"."given_up" >= 0)
);
--> statement-breakpoint
CREATE TABLE "stock_count" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"location_id" uuid NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"status" "stock_count_status" NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "stock_count_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"count_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"variant_id" uuid NOT NULL,
	"lot_id" uuid,
	"status" "count_line_status" NOT NULL,
	"expected" integer,
	"counted" integer,
	"counted_by" text,
	"counted_at" timestamp with time zone,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	CONSTRAINT "stock_count_line_unique" UNIQUE NULLS NOT DISTINCT("count_id","variant_id","lot_id"),
	CONSTRAINT "stock_count_line_counted" CHECK (("stock_count_line"."status" = 'to_count') = ("stock_count_line"."counted" is null)),
	CONSTRAINT "stock_count_line_not_negative" CHECK (coalesce("stock_count_line"."counted", 0) >= 0)
);
--> statement-breakpoint
CREATE TABLE "supplier" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"phone" text,
	"address" text DEFAULT '' NOT NULL,
	"currency" text NOT NULL,
	"lead_time_days" integer NOT NULL,
	"minimum_amount" integer DEFAULT 0 NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "supplier_sane" CHECK ("supplier"."lead_time_days" >= 0 and "supplier"."minimum_amount" >= 0)
);
--> statement-breakpoint
CREATE TABLE "supplier_item" (
	"supplier_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"supplier_sku" text NOT NULL,
	"cost_amount" integer NOT NULL,
	"pack_size" integer DEFAULT 1 NOT NULL,
	"minimum_quantity" integer DEFAULT 1 NOT NULL,
	"lead_time_days" integer,
	CONSTRAINT "supplier_item_supplier_id_variant_id_pk" PRIMARY KEY("supplier_id","variant_id"),
	CONSTRAINT "supplier_item_sane" CHECK ("supplier_item"."cost_amount" >= 0 and "supplier_item"."pack_size" > 0 and "supplier_item"."minimum_quantity" > 0 and coalesce("supplier_item"."lead_time_days", 0) >= 0)
);
--> statement-breakpoint
CREATE TABLE "transfer" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"from_location_id" uuid NOT NULL,
	"to_location_id" uuid NOT NULL,
	"status" "transfer_status" NOT NULL,
	"reason" text NOT NULL,
	"sent_by" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone,
	CONSTRAINT "transfer_goes_somewhere" CHECK ("transfer"."from_location_id" <> "transfer"."to_location_id")
);
--> statement-breakpoint
CREATE TABLE "transfer_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"transfer_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"variant_id" uuid NOT NULL,
	"lot_id" uuid,
	"quantity" integer NOT NULL,
	"received" integer DEFAULT 0 NOT NULL,
	"lost" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "transfer_line_unique" UNIQUE NULLS NOT DISTINCT("transfer_id","variant_id","lot_id"),
	CONSTRAINT "transfer_line_sane" CHECK ("transfer_line"."quantity" > 0 and "transfer_line"."received" >= 0 and "transfer_line"."lost" >= 0 and "transfer_line"."received" + "transfer_line"."lost" <= "transfer_line"."quantity")
);
--> statement-breakpoint
DROP INDEX "stock_movement_level";--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "vendor" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "tags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "variant" ADD COLUMN "compare_at_amount" integer;--> statement-breakpoint
ALTER TABLE "variant" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "lot" ADD COLUMN "supplier_id" uuid;--> statement-breakpoint
ALTER TABLE "lot" ADD COLUMN "expired_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reorder_rule" ADD COLUMN "supplier_id" uuid;--> statement-breakpoint
ALTER TABLE "stock_movement" ADD COLUMN "purchase_order_id" uuid;--> statement-breakpoint
ALTER TABLE "stock_movement" ADD COLUMN "count_id" uuid;--> statement-breakpoint
ALTER TABLE "stock_movement" ADD COLUMN "transfer_id" uuid;--> statement-breakpoint
ALTER TABLE "stock_movement" ADD COLUMN "undoes" bigint;--> statement-breakpoint
ALTER TABLE "catalogue_import_row" ADD CONSTRAINT "catalogue_import_row_import_id_catalogue_import_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."catalogue_import"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_image" ADD CONSTRAINT "product_image_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_image" ADD CONSTRAINT "product_image_variant_id_variant_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_request" ADD CONSTRAINT "stock_request_variant_id_variant_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_hold" ADD CONSTRAINT "order_hold_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order" ADD CONSTRAINT "purchase_order_supplier_id_supplier_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "public"."supplier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order" ADD CONSTRAINT "purchase_order_location_id_location_id_fk" FOREIGN KEY ("location_id") REFERENCES "public"."location"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order_line" ADD CONSTRAINT "purchase_order_line_purchase_order_id_purchase_order_id_fk" FOREIGN KEY ("purchase_order_id") REFERENCES "public"."purchase_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order_line" ADD CONSTRAINT "purchase_order_line_variant_id_variant_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_count" ADD CONSTRAINT "stock_count_location_id_location_id_fk" FOREIGN KEY ("location_id") REFERENCES "public"."location"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_count_line" ADD CONSTRAINT "stock_count_line_count_id_stock_count_id_fk" FOREIGN KEY ("count_id") REFERENCES "public"."stock_count"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_count_line" ADD CONSTRAINT "stock_count_line_variant_id_variant_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_count_line" ADD CONSTRAINT "stock_count_line_lot_id_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lot"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_item" ADD CONSTRAINT "supplier_item_supplier_id_supplier_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "public"."supplier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_item" ADD CONSTRAINT "supplier_item_variant_id_variant_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_from_location_id_location_id_fk" FOREIGN KEY ("from_location_id") REFERENCES "public"."location"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_to_location_id_location_id_fk" FOREIGN KEY ("to_location_id") REFERENCES "public"."location"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_line" ADD CONSTRAINT "transfer_line_transfer_id_transfer_id_fk" FOREIGN KEY ("transfer_id") REFERENCES "public"."transfer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_line" ADD CONSTRAINT "transfer_line_variant_id_variant_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_line" ADD CONSTRAINT "transfer_line_lot_id_lot_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lot"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "catalogue_import_row_wrong" ON "catalogue_import_row" USING btree ("import_id","position") WHERE "catalogue_import_row"."faults" <> '[]'::jsonb;--> statement-breakpoint
CREATE INDEX "product_image_product" ON "product_image" USING btree ("product_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "stock_request_open_unique" ON "stock_request" USING btree ("variant_id","email") WHERE "stock_request"."notified_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "order_hold_one_open" ON "order_hold" USING btree ("order_id","reason") WHERE "order_hold"."lifted_at" is null;--> statement-breakpoint
CREATE INDEX "order_hold_open" ON "order_hold" USING btree ("placed_at") WHERE "order_hold"."lifted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "purchase_order_number_unique" ON "purchase_order" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "purchase_order_one_automatic_draft" ON "purchase_order" USING btree ("supplier_id","location_id") WHERE "purchase_order"."status" = 'draft' and "purchase_order"."automatic";--> statement-breakpoint
CREATE INDEX "purchase_order_created" ON "purchase_order" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "purchase_order_supplier" ON "purchase_order" USING btree ("supplier_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "purchase_order_line_variant_unique" ON "purchase_order_line" USING btree ("purchase_order_id","variant_id");--> statement-breakpoint
CREATE INDEX "purchase_order_line_variant" ON "purchase_order_line" USING btree ("variant_id");--> statement-breakpoint
CREATE UNIQUE INDEX "stock_count_number_unique" ON "stock_count" USING btree ("number");--> statement-breakpoint
CREATE INDEX "stock_count_created" ON "stock_count" USING btree ("created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "supplier_code_unique" ON "supplier" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "transfer_number_unique" ON "transfer" USING btree ("number");--> statement-breakpoint
CREATE INDEX "transfer_sent" ON "transfer" USING btree ("sent_at","id");--> statement-breakpoint
CREATE INDEX "transfer_on_its_way" ON "transfer" USING btree ("to_location_id") WHERE "transfer"."status" in ('sent', 'partially_received');--> statement-breakpoint
CREATE INDEX "transfer_line_variant" ON "transfer_line" USING btree ("variant_id");--> statement-breakpoint
ALTER TABLE "lot" ADD CONSTRAINT "lot_supplier_id_supplier_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "public"."supplier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reorder_rule" ADD CONSTRAINT "reorder_rule_supplier_id_supplier_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "public"."supplier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "lot_expires" ON "lot" USING btree ("expires_at") WHERE "lot"."expires_at" is not null;--> statement-breakpoint
CREATE INDEX "reorder_rule_low" ON "reorder_rule" USING btree ("low_since") WHERE "reorder_rule"."low_since" is not null;--> statement-breakpoint
CREATE INDEX "stock_level_lot" ON "stock_level" USING btree ("lot_id") WHERE "stock_level"."lot_id" is not null;--> statement-breakpoint
CREATE INDEX "stock_movement_shelf_time" ON "stock_movement" USING btree ("stock_level_id","occurred_at","id","kind","from_place","to_place","quantity");--> statement-breakpoint
CREATE INDEX "stock_movement_counted" ON "stock_movement" USING btree ("stock_level_id","occurred_at") WHERE "stock_movement"."kind" = 'count';--> statement-breakpoint
CREATE INDEX "stock_movement_purchase_order" ON "stock_movement" USING btree ("purchase_order_id") WHERE "stock_movement"."purchase_order_id" is not null;--> statement-breakpoint
CREATE INDEX "stock_movement_transfer" ON "stock_movement" USING btree ("transfer_id") WHERE "stock_movement"."transfer_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "stock_movement_undone_once" ON "stock_movement" USING btree ("undoes") WHERE "stock_movement"."undoes" is not null;--> statement-breakpoint
-- Sums over the ledger read its index alone, which wants a fresh visibility map; by default a table of millions that only grows
-- is vacuumed after every fifth of growth.
ALTER TABLE "stock_movement" SET (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);