-- What somebody posted against a plugin's refusal: into the record of the movement, which is sealed with it, and into
-- the audit, so that it is found there. Only movements of this very transaction can be written to.
create function write_overrides(writer_key text, kept jsonb, changes jsonb) returns void
language plpgsql security definer set search_path = ledger, pg_temp as $$
begin
  perform check_writer(writer_key);
  update movement m set overrides = k.overrides
    from jsonb_to_recordset(kept) as k(movement uuid, overrides jsonb)
   where m.id = k.movement and m.tx = pg_current_xact_id();
  insert into access.change (id, actor, action, entity, entity_id, owner, after, reason, device)
    select c.id, c.actor, 'override', c.entity, c.entity_id, c.owner, c.after, c.reason, c.device
      from jsonb_to_recordset(changes) as c(id uuid, actor uuid, entity text, entity_id uuid, owner int, after jsonb,
                                            reason text, device uuid);
end $$;

revoke execute on function write_overrides from public;
grant usage, create on schema ledger to stowage_ledger;
alter function write_overrides owner to stowage_ledger;
revoke create on schema ledger from stowage_ledger;
grant update (overrides) on movement to stowage_ledger;
grant insert on access.change to stowage_ledger;
grant execute on function write_overrides to stowage_hook;

comment on column movement.overrides is 'The refusals of plugins that it was posted against: code, permission and reason of each';
