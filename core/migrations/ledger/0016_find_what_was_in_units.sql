-- What was in a unit at an instant is looked up by the moves into it.
create index unit_move_by_parent on unit_move (to_parent, unit) where to_parent is not null;
