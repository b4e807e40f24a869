-- A file of items is written a thousand at a time. What took longest of each was to put together its keys for the
-- search: 50 of some 200 microseconds, because each character was counted off from the beginning of the whole text.
-- The same keys word by word take 17.

create or replace function search_keys(owner integer, said text) returns text[]
language plpgsql immutable parallel safe as $$
declare
  prefix constant text := owner || ':';
  keys text[] := '{}';
  word text;
begin
  foreach word in array string_to_array(lower(said), ' ') loop
    for n in 1 .. length(word) - 2 loop keys := keys || (prefix || substr(word, n, 3)); end loop;
  end loop;
  return keys;
end $$;

-- GTINs are booked for all items of a statement at once: an eighth of the time that writing them takes.
create function book_gtins_of_items() returns trigger language plpgsql as $$
begin
  insert into items.gtin (gtin14, owner, item) select gtin14, owner, id from fresh where gtin14 is not null;
  return null;
end $$;
drop trigger item_books_its_gtin on item;
create trigger item_books_its_gtin after insert on item referencing new table as fresh
  for each statement execute function book_gtins_of_items();
