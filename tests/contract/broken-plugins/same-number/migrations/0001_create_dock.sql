create table dock (id uuid primary key);
