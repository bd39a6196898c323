CREATE TABLE "openicp"."saved_views" (
	"id" text PRIMARY KEY NOT NULL,
	"page" text NOT NULL,
	"name" text NOT NULL,
	"choice" text NOT NULL,
	"user_id" text,
	"made_at" timestamp (3) with time zone NOT NULL,
	"made_by" text NOT NULL,
	CONSTRAINT "saved_views_by_name" UNIQUE NULLS NOT DISTINCT("page","user_id","name")
);
--> statement-breakpoint
ALTER TABLE "openicp"."saved_views" ADD CONSTRAINT "saved_views_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "openicp"."users"("id") ON DELETE cascade ON UPDATE no action;