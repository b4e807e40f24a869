import { refuse, type Transaction } from '@stowage/sdk'
import type { Author } from '../../audit/record-change.ts'
import type { Condition } from '../conditions/condition.ts'
import type { Binding } from './binding.service.ts'

/** The most versions that one answer tells, the newest first. */
const VERSIONS_MAX = 200

/** What a binding said in one version, and when that counted. */
export interface BindingVersion {
  readonly version: number
  readonly title: string | null
  readonly strategy: string
  readonly settings: Record<string, unknown>
  readonly condition: Condition | null
  readonly rank: number
  readonly validFrom: string
  readonly validUntil: string | null
  readonly countsFrom: string
  readonly countsUntil: string | null
  readonly madeAt: string
  readonly madeBy: { readonly id: string; readonly name: string } | null
  readonly reason: string | null
}

/**
 * Keeps what a binding says now as its newest version. It counts from its beginning on, not before now; until
 * then the one that counts now goes on, and those that have not begun never do.
 */
export async function keepVersion(trx: Transaction, { actor, reason = null }: Author, row: Binding) {
  await trx.raw(
    `with made as (
       insert into host.strategy_binding_version
         (binding, version, title, strategy, settings, condition, rank, valid_from, valid_until, counts_from,
          made_by, reason)
       select id, version, title, strategy, settings, condition, rank, valid_from, valid_until,
              greatest(valid_from, now()), ?, ?
         from host.strategy_binding where id = ?
       returning binding, counts_from),
     current as (
       select max(v.version) as version
         from host.strategy_binding_version v
        where v.binding = ? and v.counts_from <= now()
          and v.counts_until is distinct from v.counts_from)
     update host.strategy_binding_version v
        set counts_until = case when v.counts_from > now() then v.counts_from else m.counts_from end
       from made m, current c
      where v.binding = m.binding and (v.counts_from > now() or v.version = c.version)`,
    [actor.id, reason, row.id, row.id],
  )
}

/** What a binding said, the newest first; of one that was taken away as well. */
export async function versionsOf(trx: Transaction, binding: string): Promise<BindingVersion[]> {
  const { rows } = await trx.raw<{ rows: BindingVersion[] }>(
    `${VERSIONS} where v.binding = ? order by v.version desc limit ${VERSIONS_MAX}`,
    [binding],
  )
  if (rows.length === 0) throw refuse('http.row_not_found', { what: 'binding', id: binding })
  return rows
}

/** @throws `http.row_not_found` */
export async function findVersion(
  trx: Transaction,
  binding: string,
  version: number,
): Promise<BindingVersion> {
  const { rows } = await trx.raw<{ rows: BindingVersion[] }>(
    `${VERSIONS} where v.binding = ? and v.version = ?`,
    [binding, version],
  )
  if (rows[0] === undefined) throw refuse('http.row_not_found', { what: 'version', id: String(version) })
  return rows[0]
}

const VERSIONS = `
  select v.version, v.title, v.strategy, v.settings, v.condition, v.rank, v.valid_from as "validFrom",
         v.valid_until as "validUntil", v.counts_from as "countsFrom", v.counts_until as "countsUntil",
         v.made_at as "madeAt", v.reason,
         case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end as "madeBy"
    from host.strategy_binding_version v left join access.actor a on a.id = v.made_by`
