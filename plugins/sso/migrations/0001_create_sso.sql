-- How people show who they are beside a password: a second factor, and a link by mail for a password that was lost.

create table sso.second_factor (
  account uuid primary key references access.account on delete cascade,
  secret text,
  pending text,
  last_step bigint not null default 0,
  set_up_at timestamptz
);
comment on table sso.second_factor is 'The app of codes (RFC 6238) that somebody has; the secret is sealed.';
comment on column sso.second_factor.secret is 'What codes are judged by; null until the first one was shown.';
comment on column sso.second_factor.pending is 'A secret that was shown and not proven yet; it takes the other''s place then.';
comment on column sso.second_factor.last_step is 'The thirty seconds whose code was used last: none is good twice.';

create table sso.recovery_code (
  account uuid not null references access.account on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (account, code_hash)
);
comment on table sso.recovery_code is 'Codes on paper for who lost his app, each good once. 80 random bits each, so that SHA-256 is enough.';

create table sso.password_reset (
  token_hash bytea primary key,
  account uuid not null references access.account on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index password_reset_by_account on sso.password_reset (account, created_at);
create index password_reset_by_expiry on sso.password_reset (expires_at);
comment on table sso.password_reset is 'A link that went out by mail: good once, for half an hour.';
comment on column sso.password_reset.token_hash is 'SHA-256 of 256 random bits.';
