-- Whoever is bound to some owners reads a page of his items from an index that begins with the owner, however many
-- rows of others stand between his. With CASE, because of coalesce PostgreSQL does not know that it tells nothing of
-- a row, and would ask the policy before the index.

create index item_of_owner_by_sku on item ((case when owner is null then 0 else owner end), sku, id);

-- What people search for may stand anywhere in a word. Behind row-level security a pattern is held only against
-- rows that the policy has let through, so no index on words serves a client: each search looked at all his items.
-- The index below is asked by a function that looks behind the policy, and is made so that it can tell nothing of
-- others: every entry begins with the owner's number, and only entries of the actor's own owners and of the house
-- are ever read. What others have changes neither what is found nor how much is read for it.

create function search_keys(owner integer, said text) returns text[]
language plpgsql immutable parallel safe as $$
declare
  low constant text := lower(said);
  keys text[] := '{}';
begin
  for n in 1 .. length(low) - 2 loop
    if position(' ' in substr(low, n, 3)) = 0 then keys := keys || (owner || ':' || substr(low, n, 3)); end if;
  end loop;
  return keys;
end $$;
comment on function search_keys is 'Every three characters within a word, in lower case, behind the owner''s number';

-- Without a list of pending entries: it would be read through at each search, whoever's they are.
create index item_by_words on item using gin
  (search_keys(coalesce(owner, 0), sku || ' ' || name || ' ' || coalesce(gtin14, ''))) with (fastupdate = off);

create function find_items(words text[], at_most integer) returns uuid[]
language plpgsql stable security definer set search_path = items, pg_temp set enable_seqscan = off as $$
declare
  sought constant text := array_to_string(words, ' ');
  said constant text := current_setting('stowage.owners', true);
  owners constant integer[] := 0 || case when session_user = 'stowage_app_all' or said = '*'
    then access.all_owners() else nullif(said, '')::integer[] end;
begin
  if search_keys(0, sought) = '{}' then return null; end if;
  return array(
    select found.id from unnest(owners) o (no) cross join lateral (
      select id from item
       where search_keys(coalesce(owner, 0), sku || ' ' || name || ' ' || coalesce(gtin14, ''))
             @> search_keys(o.no, sought)
       limit at_most) found
     limit at_most);
end $$;
comment on function find_items is
  'Items of the house and of the actor''s owners in which all words may stand: all of them, up to so many; null where every word is too short';

-- It runs as the role that nobody can log in as, which has no right to items but to read them.
revoke execute on function find_items from public;
grant usage, create on schema items to stowage_ledger;
alter function find_items owner to stowage_ledger;
revoke create on schema items from stowage_ledger;
grant execute on function find_items to stowage_app, stowage_app_all;
