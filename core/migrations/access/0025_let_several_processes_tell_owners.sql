-- It stands in the policies of whoever is bound: without a word, none of his questions is ever answered by several
-- processes at once, and adding up a million balances is where that counts.
alter function all_owners() parallel safe;
