-- A role for the running system that can add to the audit log and do nothing else to it.
--
-- Run as the owner of the database, in that database, after every migrate:
--   psql --set ON_ERROR_STOP=1 --file scripts/postgresql_roles.sql "$OWNERS_DATABASE_URL"
-- Then give notifier_app a password and let web, worker and beat log in as it; migrate goes on as the owner. A role
-- that owns no table can neither drop nor disable a trigger, and cannot silence triggers for its session.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'notifier_app') THEN
    CREATE ROLE notifier_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
  END IF;
END
$$;

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM notifier_app;
REVOKE CREATE ON SCHEMA public FROM PUBLIC, notifier_app;
GRANT USAGE ON SCHEMA public TO notifier_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO notifier_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO notifier_app;

REVOKE UPDATE, DELETE ON audit_event, audit_leaf, audit_checkpoint, audit_timestamp FROM notifier_app;
-- Tiles grow in place; they follow from the events and are compared with them.
REVOKE DELETE ON audit_tile FROM notifier_app;
-- Which migrations ran is the owner's to say.
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM notifier_app;
