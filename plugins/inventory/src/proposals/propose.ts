import type { ServiceContext, StrategyPlace, Transaction } from '@stowage/sdk'
import { REORDER_QUANTITY, type ReorderRequest } from './reorder-question.ts'

/** More than run short at once anywhere; the rest is proposed when it is asked for again. */
const MOST = 1_000

/** How much to reorder of an item that runs short, and which decision says why. */
export interface Proposal {
  readonly reorderPoint: string
  readonly quantity: number | null
  readonly decision: string
  readonly because: string
}

/** Proposes quantities for what runs short at these reorder points, or at all. */
export type Propose = (trx: Transaction, reorderPoints?: readonly string[]) => Promise<readonly Proposal[]>

interface Row extends ReorderRequest {
  readonly reorderPoint: string
  readonly owner: string | null
}

/** Makes it: asks strategies place by place, and keeps what came of it with the shortage. */
export function createPropose({ strategies }: Pick<ServiceContext, 'strategies'>): Propose {
  return async (trx, reorderPoints) => {
    const { rows } = await trx.raw<{ rows: Row[] }>(SHORT, [
      reorderPoints === undefined,
      [...(reorderPoints ?? [])],
      MOST,
    ])
    const proposals: Proposal[] = []
    for (const members of Map.groupBy(rows, placeKey).values()) {
      const requests = members.map(({ reorderPoint: _, owner: __, ...request }) => request)
      const asked = { requests, place: placeOf(members[0]!) }
      const decided = await strategies.decide<number>(trx, REORDER_QUANTITY, asked)
      for (const [n, { id: decision, choice: quantity, because }] of decided.entries()) {
        proposals.push({ reorderPoint: members[n]!.reorderPoint, quantity, decision, because })
      }
    }
    await keep(trx, proposals)
    return proposals
  }
}

function placeOf({ site, owner, category }: Row): StrategyPlace {
  return { site, ...(owner !== null && { owner }), ...(category !== null && { category }) }
}

function placeKey({ site, owner, category }: Row): string {
  return JSON.stringify([site, owner, category])
}

async function keep(trx: Transaction, proposals: readonly Proposal[]): Promise<void> {
  await trx.raw(
    `update inventory.shortage h set proposed = p.quantity, decision = p.decision
       from jsonb_to_recordset(?) p ("reorderPoint" uuid, quantity numeric, decision uuid)
      where h.reorder_point = p."reorderPoint"`,
    [JSON.stringify(proposals)],
  )
}

const SHORT = `
  select r.id as "reorderPoint", o.id as owner, r.item, r.site, i.sku, s.code as "siteCode", i.category,
         r.minimum::float8, r.target::float8, a.available::float8
    from inventory.reorder_point r
    join stock.item i on i.id = r.item join stock.site s on s.id = r.site
    left join access.owner o on o.no = r.owner
   cross join lateral (select coalesce(sum(b.available), 0) as available from stock.balance b
                        where b.item = r.item and b.site = r.site) a
   where a.available < r.minimum and (? or r.id = any (?::uuid[]))
   order by r.id limit ?`
