-- Three roles: cauce_owner owns the tables and changes them, cauce_app is what the program may do, and
-- cauce, which the account of that name signs in as, has what cauce_app has.
-- Tres papeles: cauce_owner es dueño de las tablas y las cambia; cauce_app es lo que puede el programa, y
-- cauce, con quien entra la cuenta de ese nombre, tiene lo de cauce_app.
--
-- The package runs it before and after each migration (cauce-setup). For a database on another machine:
-- in Cauce's database as its superuser, once. No role has a password: it signs in by the socket («peer»)
-- or with a client certificate. The journal only grows: cauce_app may add entries and move a head forward,
-- and has no right to change, remove or truncate, nor to take down the triggers that refuse it.

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'cauce_owner') THEN
    CREATE ROLE cauce_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'cauce_app') THEN
    CREATE ROLE cauce_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'cauce') THEN
    CREATE ROLE cauce LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION IN ROLE cauce_app;
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
