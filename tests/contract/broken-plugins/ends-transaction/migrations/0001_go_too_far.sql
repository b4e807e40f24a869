create table early (id uuid primary key);
commit;
create table late (id no_such_type);
