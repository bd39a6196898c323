-- A document that was in force once stays as it is; of a draft, only the envelope (who approved it, when) may be written again.
CREATE FUNCTION "openicp"."keep_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.state <> 'draft' THEN
      RAISE EXCEPTION 'version % is %: it cannot be deleted', OLD.id, OLD.state USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
  END IF;
  IF (NEW.id, NEW.icp, NEW.number, NEW.origin, NEW.created_at)
    IS DISTINCT FROM (OLD.id, OLD.icp, OLD.number, OLD.origin, OLD.created_at) THEN
    RAISE EXCEPTION 'version %: where it comes from cannot change', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state <> 'draft' AND NEW.document IS DISTINCT FROM OLD.document THEN
    RAISE EXCEPTION 'version % is %: its document cannot change', OLD.id, OLD.state USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state <> 'draft' AND NEW.state = 'draft' THEN
    RAISE EXCEPTION 'version % is %: it cannot become a draft again', OLD.id, OLD.state USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "versions_keep" BEFORE UPDATE OR DELETE ON "openicp"."versions"
  FOR EACH ROW EXECUTE FUNCTION "openicp"."keep_version"();
--> statement-breakpoint
-- What a profile calls in force and what is approved are the same version, at every commit.
CREATE FUNCTION "openicp"."same_in_force"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  profile text := CASE TG_TABLE_NAME WHEN 'icps' THEN to_jsonb(NEW)->>'id' ELSE to_jsonb(NEW)->>'icp' END;
BEGIN
  IF (SELECT in_force FROM "openicp"."icps" WHERE id = profile)
    IS DISTINCT FROM (SELECT id FROM "openicp"."versions" WHERE icp = profile AND state = 'approved') THEN
    RAISE EXCEPTION 'profile %: the version in force and the approved version are not the same', profile
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "icps_same_in_force" AFTER INSERT OR UPDATE ON "openicp"."icps"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "openicp"."same_in_force"();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "versions_same_in_force" AFTER INSERT OR UPDATE ON "openicp"."versions"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "openicp"."same_in_force"();
--> statement-breakpoint
-- The audit log and the history of approvals are only ever added to. Erasing a person rewrites names, which the setting allows for one transaction.
CREATE FUNCTION "openicp"."only_added_to"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('openicp.erasing', true) = 'yes' THEN
    RETURN COALESCE(NEW, OLD);
  END IF;
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "audit_log_only_added_to" BEFORE UPDATE OR DELETE ON "openicp"."audit_log"
  FOR EACH ROW EXECUTE FUNCTION "openicp"."only_added_to"();
--> statement-breakpoint
CREATE TRIGGER "approvals_only_added_to" BEFORE UPDATE OR DELETE ON "openicp"."approvals"
  FOR EACH ROW EXECUTE FUNCTION "openicp"."only_added_to"();
