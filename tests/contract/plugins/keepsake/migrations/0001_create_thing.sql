create table thing (id integer primary key, name text, tags text[], bytes bytea);
comment on table thing is 'Whatever is kept';
