create function meddle() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger meddle after insert on ledger.line for each row execute function meddle();
