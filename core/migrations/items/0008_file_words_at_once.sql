-- Of what it took to write items of a file, half went into the entries of their words: thirty for each, looked up and
-- written one by one. They are put on the index's list of pending entries now, and filed once for the whole statement,
-- before it ends: a search never meets more of the list than a statement that runs at the same moment has put there.

alter index item_by_words set (fastupdate = on);

-- It runs as the owner of the index, who alone may file its entries, and does nothing else.
create function file_words_of_items() returns trigger
language plpgsql security definer set search_path = items, pg_temp as $$
begin
  perform pg_catalog.gin_clean_pending_list('items.item_by_words');
  return null;
end $$;
revoke execute on function file_words_of_items from public;
create trigger item_files_its_words after insert or update on item
  for each statement execute function file_words_of_items();
