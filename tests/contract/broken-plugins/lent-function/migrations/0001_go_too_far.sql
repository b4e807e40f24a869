create function lend() returns void language sql security definer as $$ update ledger.balance set on_hand = 1000 $$;
