create table moved (
  movement uuid not null,
  n int not null,
  quantity numeric(15,6) not null,
  primary key (movement, n)
);
comment on table moved is 'Every line that was posted, once';
