DROP INDEX "shipment_one_per_place";--> statement-breakpoint
CREATE INDEX "shipment_order" ON "shipment" USING btree ("order_id","location_id");
