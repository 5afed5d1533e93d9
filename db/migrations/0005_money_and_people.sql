CREATE TYPE "public"."crm_kind" AS ENUM('contact', 'deal');--> statement-breakpoint
CREATE TYPE "public"."crm_state" AS ENUM('waiting', 'in_step', 'failed');--> statement-breakpoint
CREATE TYPE "public"."link_purpose" AS ENUM('verify_email', 'reset_password', 'change_email', 'staff_invite');--> statement-breakpoint
CREATE TYPE "public"."mail_block_reason" AS ENUM('unsubscribed', 'bounced', 'complained');--> statement-breakpoint
CREATE TYPE "public"."mail_topic" AS ENUM('all', 'reviews', 'back_in_stock', 'news');--> statement-breakpoint
CREATE TYPE "public"."difference_kind" AS ENUM('missing_here', 'missing_there', 'amount_differs');--> statement-breakpoint
CREATE TYPE "public"."dispute_status" AS ENUM('needs_response', 'under_review', 'won', 'lost');--> statement-breakpoint
CREATE TYPE "public"."reconciliation_state" AS ENUM('running', 'agrees', 'differs', 'failed');--> statement-breakpoint
ALTER TYPE "public"."payment_status" ADD VALUE 'processing' BEFORE 'capturing';--> statement-breakpoint
CREATE TABLE "crm_backfill" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_by" text NOT NULL,
	"total" integer NOT NULL,
	"marked" integer DEFAULT 0 NOT NULL,
	"cursor" text,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "crm_record" (
	"kind" "crm_kind" NOT NULL,
	"our_id" uuid NOT NULL,
	"crm_id" text,
	"state" "crm_state" NOT NULL,
	"digest" text,
	"failure" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone,
	"wanted_at" timestamp with time zone NOT NULL,
	"synced_at" timestamp with time zone,
	CONSTRAINT "crm_record_kind_our_id_pk" PRIMARY KEY("kind","our_id")
);
--> statement-breakpoint
CREATE TABLE "account_link" (
	"id" uuid PRIMARY KEY NOT NULL,
	"purpose" "link_purpose" NOT NULL,
	"email" text NOT NULL,
	"user_id" uuid,
	"name" text,
	"role" "role",
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "customer_address" (
	"id" uuid PRIMARY KEY NOT NULL,
	"customer_id" uuid NOT NULL,
	"address" jsonb NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_change" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "staff_change_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"act" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"user_id" uuid NOT NULL,
	"user_name" text NOT NULL,
	"role" text NOT NULL,
	"table_name" text NOT NULL,
	"row_key" text NOT NULL,
	"kind" text NOT NULL,
	"before" jsonb,
	"after" jsonb
);
--> statement-breakpoint
CREATE TABLE "user_session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"second_factor_at" timestamp with time zone,
	"agent" text,
	"address" text,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "mail_block" (
	"email" text NOT NULL,
	"topic" "mail_topic" NOT NULL,
	"reason" "mail_block_reason" NOT NULL,
	"note" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "mail_block_email_topic_pk" PRIMARY KEY("email","topic")
);
--> statement-breakpoint
CREATE TABLE "dispute" (
	"id" uuid PRIMARY KEY NOT NULL,
	"payment_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"provider" "payment_provider" NOT NULL,
	"provider_ref" text NOT NULL,
	"status" "dispute_status" NOT NULL,
	"amount" integer NOT NULL,
	"currency" text NOT NULL,
	"reason" text NOT NULL,
	"evidence_due_at" timestamp with time zone,
	"opened_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "reconciliation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" "payment_provider" NOT NULL,
	"day" date NOT NULL,
	"state" "reconciliation_state" NOT NULL,
	"ours" integer DEFAULT 0 NOT NULL,
	"theirs" integer DEFAULT 0 NOT NULL,
	"totals" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"failure" text,
	"started_by" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "reconciliation_difference" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reconciliation_id" uuid NOT NULL,
	"provider" "payment_provider" NOT NULL,
	"kind" "difference_kind" NOT NULL,
	"what" text NOT NULL,
	"ref" text NOT NULL,
	"payment_id" uuid,
	"refund_id" uuid,
	"order_id" uuid,
	"ours" integer,
	"theirs" integer,
	"currency" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" text,
	"note" text
);
--> statement-breakpoint
DROP INDEX "payment_one_live_attempt";--> statement-breakpoint
DROP INDEX "payment_unfinished";--> statement-breakpoint
DROP INDEX "webhook_inbox_received";--> statement-breakpoint
ALTER TABLE "app_user" ADD COLUMN "email_verified_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app_user" ADD COLUMN "totp_secret" text;--> statement-breakpoint
ALTER TABLE "app_user" ADD COLUMN "totp_confirmed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app_user" ADD COLUMN "totp_last_step" integer;--> statement-breakpoint
ALTER TABLE "app_user" ADD COLUMN "recovery_codes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "app_user" ADD COLUMN "invited_by" text;--> statement-breakpoint
ALTER TABLE "app_user" ADD COLUMN "deactivated_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app_user" ADD COLUMN "last_sign_in_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "accepts_marketing" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "marketing_changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "props" jsonb;--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "provider_ref" text;--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "bounced_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "bounce" text;--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "repeat_of" uuid;--> statement-breakpoint
ALTER TABLE "refund" ADD COLUMN "requested_by" text;--> statement-breakpoint
ALTER TABLE "refund" ADD COLUMN "lines" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "refund" ADD COLUMN "shipping_amount" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "refund" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "refund" ADD COLUMN "succeeded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "refund" ADD COLUMN "next_try_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "webhook_inbox" ADD COLUMN "order_id" uuid;--> statement-breakpoint
ALTER TABLE "account_link" ADD CONSTRAINT "account_link_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_address" ADD CONSTRAINT "customer_address_customer_id_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customer"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_payment_id_payment_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_difference" ADD CONSTRAINT "reconciliation_difference_reconciliation_id_reconciliation_id_fk" FOREIGN KEY ("reconciliation_id") REFERENCES "public"."reconciliation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "crm_backfill_one_running" ON "crm_backfill" USING btree ((true)) WHERE "crm_backfill"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "crm_record_waiting" ON "crm_record" USING btree ("next_try_at","wanted_at") WHERE "crm_record"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "crm_record_failed" ON "crm_record" USING btree ("wanted_at") WHERE "crm_record"."state" = 'failed';--> statement-breakpoint
CREATE INDEX "account_link_email" ON "account_link" USING btree ("email","purpose");--> statement-breakpoint
CREATE INDEX "account_link_user" ON "account_link" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "customer_address_customer" ON "customer_address" USING btree ("customer_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "customer_address_one_default" ON "customer_address" USING btree ("customer_id") WHERE "customer_address"."is_default";--> statement-breakpoint
CREATE INDEX "staff_change_at" ON "staff_change" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "staff_change_user" ON "staff_change" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "staff_change_row" ON "staff_change" USING btree ("table_name","row_key");--> statement-breakpoint
CREATE INDEX "staff_change_act" ON "staff_change" USING btree ("act");--> statement-breakpoint
CREATE INDEX "user_session_user" ON "user_session" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "user_session_expires" ON "user_session" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "dispute_provider_ref_unique" ON "dispute" USING btree ("provider","provider_ref");--> statement-breakpoint
CREATE INDEX "dispute_order" ON "dispute" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "dispute_open" ON "dispute" USING btree ("evidence_due_at") WHERE "dispute"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "dispute_opened" ON "dispute" USING btree ("opened_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "reconciliation_day_unique" ON "reconciliation" USING btree ("provider","day");--> statement-breakpoint
CREATE INDEX "reconciliation_day" ON "reconciliation" USING btree ("day");--> statement-breakpoint
CREATE UNIQUE INDEX "reconciliation_difference_unique" ON "reconciliation_difference" USING btree ("provider","what","ref","kind");--> statement-breakpoint
CREATE INDEX "reconciliation_difference_run" ON "reconciliation_difference" USING btree ("reconciliation_id");--> statement-breakpoint
CREATE INDEX "reconciliation_difference_open" ON "reconciliation_difference" USING btree ("at") WHERE "reconciliation_difference"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "notification_created" ON "notification" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "notification_recipient" ON "notification" USING btree ("recipient","created_at");--> statement-breakpoint
CREATE INDEX "notification_provider_ref" ON "notification" USING btree ("provider_ref");--> statement-breakpoint
CREATE INDEX "payment_captured" ON "payment" USING btree ("provider","captured_at") WHERE "payment"."status" = 'captured';--> statement-breakpoint
CREATE INDEX "refund_order" ON "refund" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "refund_created" ON "refund" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "refund_provider_ref" ON "refund" USING btree ("provider_ref");--> statement-breakpoint
CREATE INDEX "webhook_inbox_order" ON "webhook_inbox" USING btree ("order_id") WHERE "webhook_inbox"."order_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "payment_one_live_attempt" ON "payment" USING btree ("order_id") WHERE "payment"."status" not in ('captured', 'failed', 'expired', 'voided');--> statement-breakpoint
CREATE INDEX "payment_unfinished" ON "payment" USING btree ("changed_at") WHERE "payment"."status" not in ('captured', 'failed', 'expired', 'voided');--> statement-breakpoint
CREATE INDEX "webhook_inbox_received" ON "webhook_inbox" USING btree ("received_at","id");