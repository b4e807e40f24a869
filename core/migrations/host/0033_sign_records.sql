-- Electronic signatures: what is asked for, and what was given for good.

create table host.signature_request (
  id uuid primary key,
  entity text not null check (entity ~ '^[a-z_-]+\.[a-z_]+$'),
  entity_id uuid not null,
  meaning text not null check (btrim(meaning) <> ''),
  content text not null,
  hash text not null check (hash = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  owner integer not null default 0,
  permission text,
  requested_by uuid not null,
  requested_at timestamptz not null default now()
);
create index signature_request_by_time on host.signature_request (requested_at, id);
create index signature_request_by_entity on host.signature_request (entity, entity_id, id);
create index signature_request_by_record on host.signature_request (entity_id, id);
create index signature_request_by_requester on host.signature_request (requested_by, id);
comment on table host.signature_request is 'A record that waits to be signed, with the content that is shown.';
comment on column host.signature_request.content is 'Canonical JSON (RFC 8785).';
comment on column host.signature_request.hash is 'SHA-256 of the content.';
comment on column host.signature_request.permission is 'What whoever signs has to be allowed beside signing.';

create table host.signature (
  id uuid primary key,
  request uuid not null constraint signature_request_key unique references host.signature_request,
  entity text not null,
  entity_id uuid not null,
  meaning text not null,
  hash text not null,
  owner integer not null,
  signer uuid not null,
  signer_name text not null,
  comment text,
  request_id text,
  signed_at timestamptz not null default now()
);
create index signature_by_time on host.signature (signed_at, id);
create index signature_by_entity on host.signature (entity, entity_id, id);
create index signature_by_record on host.signature (entity_id, id);
create index signature_by_signer on host.signature (signer, id);
comment on table host.signature is 'Who said what of which content, and when. Appended to, never edited.';
comment on column host.signature.hash is 'The content''s at that moment; another hash now means that the record was changed since.';
comment on column host.signature.signer_name is 'As it was then.';
comment on column host.signature.request_id is 'Finds the request in the log.';

create function host.refuse_rewriting_signatures() returns trigger language plpgsql as $$
begin
  raise exception 'Signatures are appended to, never edited: % on % is refused.', tg_op, tg_table_name;
end $$;
create trigger signature_is_append_only before update or delete or truncate on host.signature
  for each statement execute function host.refuse_rewriting_signatures();
create trigger signature_request_is_append_only before update or delete or truncate on host.signature_request
  for each statement execute function host.refuse_rewriting_signatures();
