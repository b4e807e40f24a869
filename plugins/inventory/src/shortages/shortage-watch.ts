import type { EventDraft, ServiceContext, Transaction } from '@stowage/sdk'
import { SHORTAGE_BEGAN, SHORTAGE_ENDED, type Shortage } from '../../contract.ts'
import { createPropose, type Propose } from '../proposals/propose.ts'

/** Watches what runs short: `context.services.inventory`. */
export interface ShortageWatch {
  /**
   * Looks at the reorder points of these items, or at all, and tells which were crossed since the last look.
   * What was told is kept in the same transaction, so that each crossing is told once.
   */
  look(trx: Transaction, items?: readonly string[]): Promise<void>
  /** Has all of them looked at once this transaction has committed. */
  lookSoon(trx: Transaction): Promise<void>
  /** Asks strategies how much to reorder: of what began to run short by itself, of all when asked. */
  readonly propose: Propose
}

interface Crossing extends Shortage {
  readonly owner: number | null
}

/** Makes the watch, once when the plugin is composed. */
export function createShortageWatch({ events, jobs, strategies }: ServiceContext): ShortageWatch {
  const propose = createPropose({ strategies })
  const tell = (trx: Transaction, event: string, crossings: readonly Crossing[]) =>
    crossings.length === 0 ? undefined : events.emitAll(trx, event, crossings.map(draftOf))
  return {
    async look(trx, items) {
      const asked = [items === undefined, [...(items ?? [])]]
      const { rows: begun } = await trx.raw<{ rows: Crossing[] }>(BEGIN, asked)
      const { rows: ended } = await trx.raw<{ rows: Crossing[] }>(END, asked)
      if (begun.length > 0)
        await propose(
          trx,
          begun.map(({ reorderPoint }) => reorderPoint),
        )
      await tell(trx, SHORTAGE_BEGAN, begun)
      await tell(trx, SHORTAGE_ENDED, ended)
    },
    async lookSoon(trx) {
      await jobs.enqueue(trx, 'inventory.watch', {}, { key: 'soon' })
    },
    propose,
  }
}

/** The reorder points in question, with what is available at each. */
const STANDING = `
  standing as (
    select r.id, r.owner, r.item, r.site, r.minimum, r.target, a.available
      from inventory.reorder_point r
     cross join lateral (select coalesce(sum(b.available), 0) as available from stock.balance b
                          where b.item = r.item and b.site = r.site) a
     where ? or r.item = any (?::uuid[]))`

const CROSSED = `
  select s.id as "reorderPoint", s.owner, s.item, s.site, s.minimum::float8,
         s.target::float8, s.available::float8
    from standing s`

/** Who comes second finds the row there, and tells nothing. */
const BEGIN = `
  with ${STANDING},
  begun as (
    insert into inventory.shortage (reorder_point, owner)
      select id, owner from standing where available < minimum order by id
    on conflict (reorder_point) do nothing returning reorder_point)
  ${CROSSED} join begun on begun.reorder_point = s.id order by s.id`

const END = `
  with ${STANDING},
  ended as (
    delete from inventory.shortage h using standing s
     where h.reorder_point = s.id and s.available >= s.minimum returning h.reorder_point)
  ${CROSSED} join ended on ended.reorder_point = s.id order by s.id`

function draftOf({ owner, ...payload }: Crossing): EventDraft {
  return { payload, owner: owner ?? 0 }
}
