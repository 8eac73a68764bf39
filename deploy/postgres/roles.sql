-- Two roles: cauce_owner makes and migrates the tables, cauce_app is the one the program runs as.
-- Los dos papeles: cauce_owner crea y migra las tablas; cauce_app es con quien corre el programa.
--
-- Run it in Cauce's database as its superuser, before and after `cauce migrate` (it may be run again):
--     psql -v ON_ERROR_STOP=1 -d cauce -f deploy/postgres/roles.sql
-- Then give each role its own way to sign in (pg_hba.conf: peer or a client certificate; no password
-- in a file). `cauce migrate` runs as cauce_owner; the server, `cauce tick` and every other command
-- as cauce_app. The journal only grows: cauce_app may add entries and move a head forward, and has no
-- right to change, remove or truncate, nor to take down the triggers that refuse it.

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'cauce_owner') THEN
    CREATE ROLE cauce_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'cauce_app') THEN
    CREATE ROLE cauce_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
  END IF;
END $$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO cauce_owner;
GRANT USAGE ON SCHEMA public TO cauce_app;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO cauce_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO cauce_app;
ALTER DEFAULT PRIVILEGES FOR ROLE cauce_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO cauce_app;
ALTER DEFAULT PRIVILEGES FOR ROLE cauce_owner IN SCHEMA public
  GRANT USAGE, SELECT ON SEQUENCES TO cauce_app;

-- What only grows, and what only the owner writes.
DO $$ BEGIN
  IF to_regclass('public.journal_entry') IS NOT NULL THEN
    REVOKE ALL ON journal_entry, journal_chain FROM cauce_app;
    GRANT SELECT, INSERT ON journal_entry, journal_chain TO cauce_app;
    GRANT UPDATE (length, seal) ON journal_chain TO cauce_app;
  END IF;
  IF to_regclass('public.django_migrations') IS NOT NULL THEN
    REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM cauce_app;
  END IF;
END $$;
