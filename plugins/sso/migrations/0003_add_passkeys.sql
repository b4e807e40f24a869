-- Passkeys (WebAuthn): what somebody shows instead of a password, or beside one.

create table sso.passkey (
  id uuid primary key,
  account uuid not null references access.account on delete cascade,
  credential text not null constraint passkey_credential_key unique,
  public_key bytea not null,
  counter bigint not null default 0,
  transports text[] not null default '{}',
  name text not null check (name = btrim(name) and name <> ''),
  created_at timestamptz not null default now(),
  used_at timestamptz
);
create index passkey_by_account on sso.passkey (account, id);
comment on table sso.passkey is 'The public half of a key that a phone, a computer or a stick keeps for somebody.';
comment on column sso.passkey.credential is 'The key''s own name, base64url; all that is known of who comes without saying who he is.';
comment on column sso.passkey.counter is 'How often the key was used, where it counts: a copy of it would fall behind.';

create table sso.ceremony (
  token_hash bytea primary key,
  account uuid references access.account on delete cascade,
  purpose text not null check (purpose in ('add', 'log_in', 'step')),
  expires_at timestamptz not null
);
create index ceremony_by_expiry on sso.ceremony (expires_at);
comment on table sso.ceremony is 'A challenge that a key is to sign, good once. It is derived from the browser''s cookie.';
