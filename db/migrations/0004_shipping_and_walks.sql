CREATE TYPE "public"."shipment_issue_kind" AS ENUM('exception', 'delayed', 'silent', 'returned');--> statement-breakpoint
CREATE TYPE "public"."backorder_outcome" AS ENUM('filled', 'cancelled');--> statement-breakpoint
ALTER TYPE "public"."label_status" ADD VALUE 'lost';--> statement-breakpoint
CREATE SEQUENCE "public"."manifest_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1001 CACHE 1;--> statement-breakpoint
CREATE SEQUENCE "public"."wave_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1001 CACHE 1;--> statement-breakpoint
CREATE TABLE "carrier_quote" (
	"id" uuid PRIMARY KEY NOT NULL,
	"basket" text NOT NULL,
	"carrier" text NOT NULL,
	"service_code" text NOT NULL,
	"service_name" text NOT NULL,
	"service" text NOT NULL,
	"cost" integer NOT NULL,
	"amount" integer NOT NULL,
	"currency" text NOT NULL,
	"deliver_from" date,
	"deliver_by" date,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "package_line" (
	"shipment_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"order_line_id" uuid NOT NULL,
	"stock_level_id" bigint NOT NULL,
	"quantity" integer NOT NULL,
	CONSTRAINT "package_line_shipment_id_position_order_line_id_stock_level_id_pk" PRIMARY KEY("shipment_id","position","order_line_id","stock_level_id"),
	CONSTRAINT "package_line_quantity_positive" CHECK ("package_line"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "shipment_issue" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"shipment_id" uuid NOT NULL,
	"parcel_id" uuid,
	"kind" "shipment_issue_kind" NOT NULL,
	"detail" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" text,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "shipment_package" (
	"shipment_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"packaging_id" uuid,
	"weight_grams" integer NOT NULL,
	"length_mm" integer,
	"width_mm" integer,
	"height_mm" integer,
	CONSTRAINT "shipment_package_shipment_id_position_pk" PRIMARY KEY("shipment_id","position"),
	CONSTRAINT "shipment_package_weighs" CHECK ("shipment_package"."weight_grams" > 0)
);
--> statement-breakpoint
CREATE TABLE "backorder" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"reason" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"outcome" "backorder_outcome",
	CONSTRAINT "backorder_quantity_positive" CHECK ("backorder"."quantity" > 0),
	CONSTRAINT "backorder_closed_has_outcome" CHECK (("backorder"."closed_at" is null) = ("backorder"."outcome" is null))
);
--> statement-breakpoint
CREATE TABLE "manifest" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"location_id" uuid NOT NULL,
	"carrier" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" text
);
--> statement-breakpoint
CREATE TABLE "packaging" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"length_mm" integer NOT NULL,
	"width_mm" integer NOT NULL,
	"height_mm" integer NOT NULL,
	"empty_grams" integer NOT NULL,
	"max_grams" integer NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	CONSTRAINT "packaging_sane" CHECK (least("packaging"."length_mm", "packaging"."width_mm", "packaging"."height_mm") > 0 and "packaging"."empty_grams" >= 0 and "packaging"."max_grams" > "packaging"."empty_grams")
);
--> statement-breakpoint
CREATE TABLE "pick_scan" (
	"id" uuid PRIMARY KEY NOT NULL,
	"answer" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "wave" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"location_id" uuid NOT NULL,
	"picked_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
DROP INDEX "shipment_one_per_place";--> statement-breakpoint
ALTER TABLE "variant" ADD COLUMN "length_mm" integer;--> statement-breakpoint
ALTER TABLE "variant" ADD COLUMN "width_mm" integer;--> statement-breakpoint
ALTER TABLE "variant" ADD COLUMN "height_mm" integer;--> statement-breakpoint
ALTER TABLE "variant" ADD COLUMN "hs_code" text;--> statement-breakpoint
ALTER TABLE "variant" ADD COLUMN "origin_country" text;--> statement-breakpoint
ALTER TABLE "location" ADD COLUMN "cut_off" text DEFAULT '14:00' NOT NULL;--> statement-breakpoint
ALTER TABLE "location" ADD COLUMN "collection_at" text DEFAULT '17:00' NOT NULL;--> statement-breakpoint
ALTER TABLE "location" ADD COLUMN "working_days" integer[] DEFAULT '{1,2,3,4,5}' NOT NULL;--> statement-breakpoint
ALTER TABLE "location" ADD COLUMN "daily_capacity" integer;--> statement-breakpoint
ALTER TABLE "stock_level" ADD COLUMN "bin" text;--> statement-breakpoint
ALTER TABLE "order_line" ADD COLUMN "cancelled_quantity" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "shipping_tax_amount" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "service" text DEFAULT 'standard' NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "carrier_offer" jsonb;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "deliver_from" date;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "deliver_by" date;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "address_check" jsonb;--> statement-breakpoint
ALTER TABLE "parcel" ADD COLUMN "service_code" text;--> statement-breakpoint
ALTER TABLE "parcel" ADD COLUMN "service_name" text;--> statement-breakpoint
ALTER TABLE "parcel" ADD COLUMN "length_mm" integer;--> statement-breakpoint
ALTER TABLE "parcel" ADD COLUMN "width_mm" integer;--> statement-breakpoint
ALTER TABLE "parcel" ADD COLUMN "height_mm" integer;--> statement-breakpoint
ALTER TABLE "parcel" ADD COLUMN "shopping" jsonb;--> statement-breakpoint
ALTER TABLE "parcel" ADD COLUMN "estimated_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "parcel" ADD COLUMN "followed_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "parcel" ADD COLUMN "last_scan_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "parcel" ADD COLUMN "manifest_id" uuid;--> statement-breakpoint
ALTER TABLE "shipment" ADD COLUMN "wave_id" uuid;--> statement-breakpoint
ALTER TABLE "shipment" ADD COLUMN "slot" integer;--> statement-breakpoint
ALTER TABLE "package_line" ADD CONSTRAINT "package_line_package" FOREIGN KEY ("shipment_id","position") REFERENCES "public"."shipment_package"("shipment_id","position") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "package_line" ADD CONSTRAINT "package_line_shipment_line" FOREIGN KEY ("shipment_id","order_line_id","stock_level_id") REFERENCES "public"."shipment_line"("shipment_id","order_line_id","stock_level_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipment_issue" ADD CONSTRAINT "shipment_issue_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipment_issue" ADD CONSTRAINT "shipment_issue_shipment_id_shipment_id_fk" FOREIGN KEY ("shipment_id") REFERENCES "public"."shipment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipment_issue" ADD CONSTRAINT "shipment_issue_parcel_id_parcel_id_fk" FOREIGN KEY ("parcel_id") REFERENCES "public"."parcel"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipment_package" ADD CONSTRAINT "shipment_package_shipment_id_shipment_id_fk" FOREIGN KEY ("shipment_id") REFERENCES "public"."shipment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipment_package" ADD CONSTRAINT "shipment_package_packaging_id_packaging_id_fk" FOREIGN KEY ("packaging_id") REFERENCES "public"."packaging"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "backorder" ADD CONSTRAINT "backorder_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "backorder" ADD CONSTRAINT "backorder_order_line_id_order_line_id_fk" FOREIGN KEY ("order_line_id") REFERENCES "public"."order_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manifest" ADD CONSTRAINT "manifest_location_id_location_id_fk" FOREIGN KEY ("location_id") REFERENCES "public"."location"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wave" ADD CONSTRAINT "wave_location_id_location_id_fk" FOREIGN KEY ("location_id") REFERENCES "public"."location"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wave" ADD CONSTRAINT "wave_picked_by_app_user_id_fk" FOREIGN KEY ("picked_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "carrier_quote_basket" ON "carrier_quote" USING btree ("basket","expires_at");--> statement-breakpoint
CREATE INDEX "carrier_quote_expires" ON "carrier_quote" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "shipment_issue_one_open" ON "shipment_issue" USING btree ("parcel_id","kind") WHERE "shipment_issue"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "shipment_issue_open" ON "shipment_issue" USING btree ("opened_at","id") WHERE "shipment_issue"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "shipment_issue_order" ON "shipment_issue" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "backorder_open" ON "backorder" USING btree ("opened_at","id") WHERE "backorder"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "backorder_order" ON "backorder" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "manifest_number_unique" ON "manifest" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "manifest_one_open" ON "manifest" USING btree ("location_id","carrier") WHERE "manifest"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "manifest_opened" ON "manifest" USING btree ("opened_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "packaging_name_unique" ON "packaging" USING btree ("name");--> statement-breakpoint
CREATE UNIQUE INDEX "wave_number_unique" ON "wave" USING btree ("number");--> statement-breakpoint
CREATE INDEX "wave_open" ON "wave" USING btree ("location_id","created_at") WHERE "wave"."ended_at" is null;--> statement-breakpoint
ALTER TABLE "parcel" ADD CONSTRAINT "parcel_manifest_id_manifest_id_fk" FOREIGN KEY ("manifest_id") REFERENCES "public"."manifest"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shipment" ADD CONSTRAINT "shipment_wave_id_wave_id_fk" FOREIGN KEY ("wave_id") REFERENCES "public"."wave"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "parcel_shipment" ON "parcel" USING btree ("shipment_id");--> statement-breakpoint
CREATE INDEX "parcel_unsure" ON "parcel" USING btree ("label_status","changed_at") WHERE "parcel"."label_status" not in ('bought', 'failed', 'voided');--> statement-breakpoint
CREATE INDEX "parcel_manifest" ON "parcel" USING btree ("manifest_id") WHERE "parcel"."manifest_id" is not null;--> statement-breakpoint
CREATE INDEX "shipment_order" ON "shipment" USING btree ("order_id","location_id");--> statement-breakpoint
CREATE INDEX "shipment_wave" ON "shipment" USING btree ("wave_id","slot") WHERE "shipment"."wave_id" is not null;--> statement-breakpoint
CREATE INDEX "shipment_of_day" ON "shipment" USING btree ("location_id","created_at");--> statement-breakpoint
ALTER TABLE "location" ADD CONSTRAINT "location_capacity_positive" CHECK ("location"."daily_capacity" > 0);--> statement-breakpoint
ALTER TABLE "location" ADD CONSTRAINT "location_works" CHECK (cardinality("location"."working_days") > 0);--> statement-breakpoint
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_cancelled_within" CHECK ("order_line"."cancelled_quantity" between 0 and "order_line"."quantity");