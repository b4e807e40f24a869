-- Who somebody is at a provider (OpenID Connect), and log-ins there that are under way.

create table sso.identity (
  id uuid primary key,
  provider uuid not null,
  issuer text not null,
  subject text not null,
  account uuid not null references access.account on delete cascade,
  email text,
  is_made boolean not null default false,
  created_at timestamptz not null default now(),
  used_at timestamptz not null default now(),
  constraint identity_subject_key unique (provider, issuer, subject)
);
create index identity_by_account on sso.identity (account, id);
comment on table sso.identity is 'Who at which provider is which of our people. Found by e-mail once, and by its subject ever after.';
comment on column sso.identity.provider is 'The set-up of the plugin that it came by.';
comment on column sso.identity.email is 'What the provider called him by when he came first; to be told apart by people.';
comment on column sso.identity.is_made is 'The person was made by coming this way, and has the roles that the provider''s groups give.';

create table sso.oidc_flow (
  token_hash bytea primary key,
  provider uuid not null,
  account uuid references access.account on delete cascade,
  expires_at timestamptz not null
);
create index oidc_flow_by_expiry on sso.oidc_flow (expires_at);
comment on table sso.oidc_flow is 'Somebody who was sent to a provider. What has to match when he comes back is derived from his cookie.';
comment on column sso.oidc_flow.account is 'Where somebody who is logged in adds this way to his own; null for a log-in.';
