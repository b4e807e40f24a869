create table gate (id uuid primary key);
