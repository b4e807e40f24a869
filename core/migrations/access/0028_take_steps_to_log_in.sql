-- A log-in may take further steps, people may come by other ways than a password, and some have none.

alter table account alter column password_hash drop not null;
comment on column account.password_hash is 'argon2id, in the PHC form that carries its own cost and salt; null for who comes by other ways alone.';
alter table account add let_in_until timestamptz;
comment on column account.let_in_until is 'Until then his next log-in takes no further step: the way out that whoever has the machine gives him.';

create table log_in_step (
  account uuid not null references account on delete cascade,
  step text not null check (step ~ '^[a-z][a-z0-9-]*(\.[a-z][a-z0-9_]*)+$'),
  primary key (account, step)
);
create index log_in_step_by_step on log_in_step (step);
comment on table log_in_step is 'The steps that somebody takes at each log-in. Kept here, so that he is not let in without them while their plugin is off.';

create table begun_log_in (
  token_hash bytea primary key,
  account uuid not null references account on delete cascade,
  account_version integer not null,
  way text not null,
  passed text[] not null default '{}',
  step text not null,
  expires_at timestamptz not null
);
create index begun_log_in_by_account on begun_log_in (account);
create index begun_log_in_by_expiry on begun_log_in (expires_at);
comment on table begun_log_in is 'Somebody who has shown who he is and has a step before him yet. It opens nothing by itself.';
comment on column begun_log_in.token_hash is 'SHA-256 of a cookie, as with sessions.';
comment on column begun_log_in.account_version is 'The account as it was: with another password or other rights he begins anew.';
comment on column begun_log_in.way is 'How he came: password, or a plugin''s own.';
comment on column begun_log_in.passed is 'The steps behind him.';
comment on column begun_log_in.step is 'The one before him.';
