-- Whoever scans a badge sees whose it is. The table of badges is for staff alone, because of what else is in it; this
-- tells the name to one who has the badge in his hand, and nothing to one who has not.

create function holder_of_badge(badge text) returns table (id uuid, name text)
language sql stable security definer set search_path = access, pg_temp as $$
  select a.id, n.name
    from badge b
    join account a on a.id = b.account and a.is_active
    join actor n on n.id = a.id
   where b.badge_hash = sha256(convert_to('badge:' || holder_of_badge.badge, 'utf8'))
$$;
comment on function holder_of_badge is 'Whose badge this is; nobody''s, and nobody''s who is inactive, gives no row';
revoke execute on function holder_of_badge from public;
grant execute on function holder_of_badge to stowage_app, stowage_app_all;
