CREATE SCHEMA IF NOT EXISTS "openicp";
--> statement-breakpoint
CREATE TABLE "openicp"."approvals" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "openicp"."approvals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"icp" text NOT NULL,
	"version" text NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	"why" text,
	"forced" boolean NOT NULL,
	"replaced" text,
	CONSTRAINT "approvals_kind" CHECK (kind in ('publish', 'rollback'))
);
--> statement-breakpoint
CREATE TABLE "openicp"."audit_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "openicp"."audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone NOT NULL,
	"who" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"details" text
);
--> statement-breakpoint
CREATE TABLE "openicp"."changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "openicp"."changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"icp" text,
	"kind" text NOT NULL,
	"date" date NOT NULL,
	"note" text,
	"logged_at" timestamp (3) with time zone NOT NULL,
	"logged_by" text NOT NULL,
	"reviewed_at" timestamp (3) with time zone,
	"reviewed_by" text
);
--> statement-breakpoint
CREATE TABLE "openicp"."icps" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"in_force" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "openicp"."imports" (
	"id" bigint PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"file" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	"came" bigint NOT NULL,
	"changed" bigint NOT NULL,
	"same" bigint NOT NULL,
	"rejected" bigint NOT NULL,
	"details" text,
	CONSTRAINT "imports_counts" CHECK (came >= 0 and changed >= 0 and same >= 0 and rejected >= 0)
);
--> statement-breakpoint
CREATE TABLE "openicp"."list_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "openicp"."list_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"list" bigint NOT NULL,
	"account" text NOT NULL,
	"tier" text,
	"action" text,
	"owner" text,
	"rank" bigint,
	"control" boolean NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"entered_why" text NOT NULL,
	"left_at" timestamp (3) with time zone,
	"left_why" text,
	"details" text,
	CONSTRAINT "list_entries_tier" CHECK (tier in ('A', 'B', 'C')),
	CONSTRAINT "list_entries_left_why" CHECK ((left_at is null) = (left_why is null))
);
--> statement-breakpoint
CREATE TABLE "openicp"."lists" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "openicp"."lists_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"icp" text NOT NULL,
	"spec" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"made_at" timestamp (3) with time zone,
	"frozen_at" timestamp (3) with time zone,
	CONSTRAINT "lists_name" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "openicp"."narratives" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "openicp"."narratives_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"icp" text NOT NULL,
	"text" text NOT NULL,
	"owner" text NOT NULL,
	"review_date" date,
	"written_at" timestamp (3) with time zone NOT NULL,
	"written_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "openicp"."runs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "openicp"."runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"by" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"progress" double precision NOT NULL,
	"doing" text,
	"job" text,
	"attempt" integer,
	"summary" text,
	"error" text,
	CONSTRAINT "runs_state" CHECK (state in ('running', 'done', 'failed', 'interrupted')),
	CONSTRAINT "runs_finished_when" CHECK ((state = 'running') = (finished_at is null)),
	CONSTRAINT "runs_progress" CHECK (progress between 0 and 1)
);
--> statement-breakpoint
CREATE TABLE "openicp"."score_runs" (
	"run" bigint PRIMARY KEY NOT NULL,
	"icp" text NOT NULL,
	"version" text NOT NULL,
	"visible_at" timestamp (3) with time zone NOT NULL,
	"accounts" bigint NOT NULL,
	"changed" bigint NOT NULL,
	"counts" text,
	CONSTRAINT "score_runs_counts" CHECK (accounts >= 0 and changed >= 0)
);
--> statement-breakpoint
CREATE TABLE "openicp"."settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "openicp"."sign_offs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "openicp"."sign_offs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"version" text NOT NULL,
	"person" text NOT NULL,
	"team" text NOT NULL,
	"claim" text NOT NULL,
	"answer" text,
	"comment" text,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	CONSTRAINT "sign_offs_once" UNIQUE("version","person","claim"),
	CONSTRAINT "sign_offs_team" CHECK (team in ('sales', 'marketing', 'customer success', 'product')),
	CONSTRAINT "sign_offs_answer" CHECK (answer in ('agree', 'disagree')),
	CONSTRAINT "sign_offs_answered_when" CHECK (answered_at is not null or (answer is null and comment is null))
);
--> statement-breakpoint
CREATE TABLE "openicp"."tasks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "openicp"."tasks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"account" text,
	"title" text NOT NULL,
	"owner" text,
	"state" text NOT NULL,
	"due" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" text,
	"details" text,
	CONSTRAINT "tasks_key" UNIQUE("key"),
	CONSTRAINT "tasks_state" CHECK (state in ('open', 'done', 'dismissed')),
	CONSTRAINT "tasks_closed_when" CHECK ((state = 'open') = (closed_at is null))
);
--> statement-breakpoint
CREATE TABLE "openicp"."versions" (
	"id" text PRIMARY KEY NOT NULL,
	"icp" text NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"document" text NOT NULL,
	"origin" text NOT NULL,
	"parent" text,
	"why" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"approved_at" timestamp (3) with time zone,
	"approved_by" text,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "versions_number" UNIQUE("icp","number"),
	CONSTRAINT "versions_icp_id" UNIQUE("icp","id"),
	CONSTRAINT "versions_state" CHECK (state in ('draft', 'approved', 'retired')),
	CONSTRAINT "versions_origin" CHECK (origin in ('build', 'refresh', 'hand', 'declared')),
	CONSTRAINT "versions_number_from_1" CHECK (number >= 1),
	CONSTRAINT "versions_approved_by_whom" CHECK (state <> 'approved' or (approved_at is not null and approved_by is not null)),
	CONSTRAINT "versions_retired_when" CHECK ((state = 'retired') = (retired_at is not null))
);
--> statement-breakpoint
ALTER TABLE "openicp"."approvals" ADD CONSTRAINT "approvals_replaced_versions_id_fk" FOREIGN KEY ("replaced") REFERENCES "openicp"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "openicp"."approvals" ADD CONSTRAINT "approvals_version" FOREIGN KEY ("icp","version") REFERENCES "openicp"."versions"("icp","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "openicp"."changes" ADD CONSTRAINT "changes_icp_icps_id_fk" FOREIGN KEY ("icp") REFERENCES "openicp"."icps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "openicp"."icps" ADD CONSTRAINT "icps_in_force_is_its_version" FOREIGN KEY ("id","in_force") REFERENCES "openicp"."versions"("icp","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "openicp"."list_entries" ADD CONSTRAINT "list_entries_list_lists_id_fk" FOREIGN KEY ("list") REFERENCES "openicp"."lists"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "openicp"."lists" ADD CONSTRAINT "lists_icp_icps_id_fk" FOREIGN KEY ("icp") REFERENCES "openicp"."icps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "openicp"."narratives" ADD CONSTRAINT "narratives_icp_icps_id_fk" FOREIGN KEY ("icp") REFERENCES "openicp"."icps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "openicp"."score_runs" ADD CONSTRAINT "score_runs_run_runs_id_fk" FOREIGN KEY ("run") REFERENCES "openicp"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "openicp"."score_runs" ADD CONSTRAINT "score_runs_version" FOREIGN KEY ("icp","version") REFERENCES "openicp"."versions"("icp","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "openicp"."sign_offs" ADD CONSTRAINT "sign_offs_version_versions_id_fk" FOREIGN KEY ("version") REFERENCES "openicp"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "openicp"."versions" ADD CONSTRAINT "versions_icp_icps_id_fk" FOREIGN KEY ("icp") REFERENCES "openicp"."icps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "openicp"."versions" ADD CONSTRAINT "versions_parent_versions_id_fk" FOREIGN KEY ("parent") REFERENCES "openicp"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approvals_by_icp" ON "openicp"."approvals" USING btree ("icp","id");--> statement-breakpoint
CREATE INDEX "audit_log_by_subject" ON "openicp"."audit_log" USING btree ("subject","id");--> statement-breakpoint
CREATE UNIQUE INDEX "list_entries_now" ON "openicp"."list_entries" USING btree ("list","account") WHERE left_at is null;--> statement-breakpoint
CREATE INDEX "list_entries_by_account" ON "openicp"."list_entries" USING btree ("account","id");--> statement-breakpoint
CREATE INDEX "narratives_by_icp" ON "openicp"."narratives" USING btree ("icp","id");--> statement-breakpoint
CREATE INDEX "runs_by_kind" ON "openicp"."runs" USING btree ("kind","id");--> statement-breakpoint
CREATE INDEX "runs_running" ON "openicp"."runs" USING btree ("id") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "score_runs_by_version" ON "openicp"."score_runs" USING btree ("version","run");--> statement-breakpoint
CREATE INDEX "tasks_open" ON "openicp"."tasks" USING btree ("owner","due") WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "versions_one_in_force" ON "openicp"."versions" USING btree ("icp") WHERE state = 'approved';