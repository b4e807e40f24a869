create table seen (
  subscriber text not null,
  position bigint not null,
  payload jsonb not null,
  primary key (subscriber, position)
);
comment on table seen is 'What came to a subscriber; a second time would break the key';
