import type { Knex } from 'knex'
import { keepDatabaseTime } from '../../database/database-time.ts'
import type { HookFailure } from '../../plugin-host/plugin-runtime.ts'

/** For how long a node counts as living after it was last heard of. */
export const LEASE_SECONDS = 10

/** What a node hears when it says that it lives. */
export interface Heard {
  readonly epoch: number
  /** The number of the fields that administrators defined. */
  readonly fields: number
  /** The names of the plugins that are on. */
  readonly enabled: readonly string[]
  /** The change for which every node is to have the next set ready. */
  readonly change: RunningChange | undefined
  /** Those of them that are on for the first time, and whose first step nobody has tried. */
  readonly untried: readonly string[]
}

/** A change that is under way. */
export interface RunningChange {
  readonly id: string
  readonly plugin: string
  readonly action: 'enable' | 'disable'
  readonly step: string
}

/** Who says that he lives, and which set he serves. */
export interface Beat {
  readonly node: string
  readonly name: string
  readonly epoch: number
  readonly fields: number
}

/** Says that a node lives, for ten seconds more, and hears what it has to follow: one statement. */
export async function beat(appAll: Knex, { node, name, epoch, fields }: Beat): Promise<Heard> {
  const asked = performance.now()
  const { rows } = await appAll.raw(
    `with said as (
       insert into host.node as n (id, name, epoch, fields, lease_until)
       values (:node, :name, :epoch, :fields, now() + make_interval(secs => :seconds))
       on conflict (id) do update
          set epoch = excluded.epoch, fields = excluded.fields, lease_until = excluded.lease_until)
     select s.epoch, s.fields, extract(epoch from clock_timestamp()) * 1000 as time,
            (select coalesce(array_agg(p.name order by p.name), '{}') from host.plugin p where p.is_enabled)
              as enabled,
            (select jsonb_build_object('id', c.id, 'plugin', c.plugin, 'action', c.action, 'step', c.step)
               from host.plugin_change c where c.state = 'running' and c.action <> 'remove') as change,
            (select coalesce(array_agg(p.name order by p.name), '{}') from host.plugin p
              where p.is_enabled and p.first_enabled_at is null and p.last_error is null) as untried
       from host.plugin_set s`,
    { node, name, epoch, fields, seconds: LEASE_SECONDS },
  )
  const { enabled, change, untried, time } = rows[0]
  keepDatabaseTime(Number(time), asked, performance.now())
  return {
    epoch: Number(rows[0].epoch),
    fields: Number(rows[0].fields),
    enabled,
    change: change ?? undefined,
    untried,
  }
}

/** Says that a node has the next set ready, or why it cannot make it. */
export async function sayBuilt(
  appAll: Knex,
  node: string,
  { change, error }: { readonly change: string; readonly error?: { code: string; detail: string } },
): Promise<void> {
  await appAll.raw('update host.node set built_change = ?, built_error = ? where id = ?', [
    change,
    error === undefined ? null : JSON.stringify(error),
    node,
  ])
}

/** Who is waited for: living nodes that have not said yet that they are ready, and those that cannot be. */
export async function nodesWaitedFor(
  appAll: Knex,
  change: string,
): Promise<{ waiting: string[]; failed: { name: string; code: string; detail: string }[] }> {
  const { rows } = await appAll.raw(
    `select name, built_change is not distinct from ? as is_built, built_error as error
       from host.node where lease_until > now() order by name`,
    [change],
  )
  return {
    waiting: rows.flatMap((row: { name: string; is_built: boolean }) => (row.is_built ? [] : row.name)),
    failed: rows.flatMap((row: { name: string; is_built: boolean; error: object | null }) =>
      row.is_built && row.error !== null ? [{ name: row.name, ...row.error }] : [],
    ),
  }
}

/** Whether a living node still serves a set before this one, as far as it was heard of. */
export async function isServedLate(appAll: Knex, epoch: number): Promise<boolean> {
  const late = await appAll('host.node')
    .where('epoch', '<', epoch)
    .whereRaw('lease_until > now()')
    .first('id')
  return late !== undefined
}

/** A node that ends in good order is waited for no longer; old rows of those that did not are swept. */
export async function leave(appAll: Knex, node: string): Promise<void> {
  await appAll.raw("delete from host.node where id = ? or lease_until < now() - interval '1 day'", [node])
}

/** Adds to what is known of plugins' health. */
export async function countFailures(appAll: Knex, failures: readonly HookFailure[]): Promise<void> {
  for (const [plugin, all] of Map.groupBy(failures, ({ plugin }) => plugin)) {
    const { version, hook, fault: code } = all.at(-1)!
    const last = { version, hook, code, at: new Date().toISOString() }
    await appAll('host.plugin')
      .where({ name: plugin })
      .update({
        hook_failures: appAll.raw('hook_failures + ?', [all.length]),
        last_failure: JSON.stringify(last),
      })
  }
}
