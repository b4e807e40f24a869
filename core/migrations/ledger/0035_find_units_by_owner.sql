-- The units that an owner's stock is or was in. As bucket_in_unit, it holds buckets in units alone: whoever wants it
-- says `handling_unit <> nil` as well, and the join that makes balances cannot take it.
create index bucket_of_owner_in_units on bucket (owner, handling_unit)
  where handling_unit <> '00000000-0000-0000-0000-000000000000';
