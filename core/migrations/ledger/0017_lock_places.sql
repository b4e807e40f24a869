-- A place may be locked one way: nothing is put there, or nothing is taken from there, while the rest goes on.

alter table hold drop constraint hold_blocks_check,
  add constraint hold_blocks_check check (cardinality(blocks) > 0
    and blocks <@ array['allocate', 'ship', 'move', 'receive', 'arrive', 'leave']);
comment on column hold.blocks is 'allocate, ship (to the outside), move (between places of ours), receive, arrive (from anywhere), leave (to anywhere). Counts, adjustments and reversals never.';
