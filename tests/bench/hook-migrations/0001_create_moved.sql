-- What the projection writes and the guard reads.
create table bench.moved (
  id bigint generated always as identity primary key,
  movement uuid not null,
  item uuid not null,
  quantity numeric(15,6) not null
);
create table bench.closed (item uuid primary key);
