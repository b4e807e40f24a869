create table items.squat (id uuid primary key);
