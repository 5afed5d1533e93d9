DROP INDEX "stock_movement_level";--> statement-breakpoint
CREATE INDEX "stock_level_lot" ON "stock_level" USING btree ("lot_id") WHERE "stock_level"."lot_id" is not null;--> statement-breakpoint
CREATE INDEX "stock_movement_shelf_time" ON "stock_movement" USING btree ("stock_level_id","occurred_at","id","kind","from_place","to_place","quantity");--> statement-breakpoint
CREATE INDEX "stock_movement_counted" ON "stock_movement" USING btree ("stock_level_id","occurred_at") WHERE "stock_movement"."kind" = 'count';--> statement-breakpoint
-- Sums over the ledger read its index alone, which wants a fresh visibility map; by default a table of millions that only grows
-- is vacuumed after every fifth of growth.
ALTER TABLE "stock_movement" SET (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);