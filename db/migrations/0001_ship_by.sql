DROP INDEX "shipment_queue";--> statement-breakpoint
ALTER TABLE "shipment" ADD COLUMN "ship_by" timestamp with time zone;--> statement-breakpoint
UPDATE "shipment" SET "ship_by" = coalesce("orders"."paid_at", "shipment"."created_at") + case when "orders"."shipping_method" like 'express%' then interval '4 hours' else interval '24 hours' end FROM "orders" WHERE "orders"."id" = "shipment"."order_id";--> statement-breakpoint
ALTER TABLE "shipment" ALTER COLUMN "ship_by" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "shipment_queue_of_place" ON "shipment" USING btree ("location_id","ship_by","id") WHERE "shipment"."status" in ('assigned', 'picking', 'packed', 'labelled');--> statement-breakpoint
CREATE INDEX "shipment_queue" ON "shipment" USING btree ("ship_by","id") WHERE "shipment"."status" in ('assigned', 'picking', 'packed', 'labelled');
