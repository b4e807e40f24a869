import type { PluginDeclaration, ReadContext, StrategyPlace, StrategyPoint } from '@stowage/sdk'
import type pg from 'pg'
import { pointRegistryOf } from '../../host/points/point-registry.ts'
import { answerRequests } from '../../host/strategies/answer-requests.ts'
import { readerOf } from '../../host/strategies/read-in-transaction.ts'
import { type Rule, rulesInForce } from '../../host/strategies/rules-in-force.ts'
import { plainArray } from '../posting/array-literal.ts'
import { no } from '../posting/complete-line.ts'
import type { PlacedRefusal } from '../posting/draft.ts'
import type { Candidates } from './act.ts'
import { findCandidates, type Sought } from './candidates.ts'
import { type AllocationRequest, oldestLotFirst } from './oldest-lot-first.ts'

const POINT = 'ledger.allocate'

/** Finds stock for many demands, in the order that it is to be taken in; or says why none may be. */
export type CandidateFinder = (
  client: pg.Client,
  sought: readonly Sought[],
  isAgain: boolean,
) => Promise<readonly (Candidates | Omit<PlacedRefusal, 'pointer'>)[]>

/**
 * Where no plugin has a strategy for it, the oldest lot comes first and nothing is asked. Else it is asked by
 * owner, category and site which rules are in force; where there is but the default, nothing changes.
 */
export function candidateFinder(plugins: readonly PluginDeclaration[]): CandidateFinder {
  const registry = pointRegistryOf(plugins)
  if (registry.strategiesOf(POINT).every(({ value }) => value.id === oldestLotFirst.id)) return findCandidates
  const point = registry.points.get(POINT)!.declaration as StrategyPoint
  return async (client, sought, isAgain) => {
    if (sought.length === 0) return []
    const read = readerOf(client)
    const found: (Candidates | Omit<PlacedRefusal, 'pointer'>)[] = []
    for (const { place, members } of await groupByPlace(read, sought)) {
      const wishes = members.map((n) => sought[n]!)
      const rules = await rulesInForce(registry, read, { point: POINT, place })
      const isDefault = rules[0]?.binding === null && rules[0].strategy.id === oldestLotFirst.id
      const standing = await findCandidates(client, wishes, isAgain || !isDefault)
      const chosen = isDefault
        ? standing
        : await choose(client, { plugins, point, rules, wishes, standing, place })
      for (const [index, n] of members.entries()) found[n] = chosen[index]!
    }
    return found
  }
}

interface Choosing {
  readonly plugins: readonly PluginDeclaration[]
  readonly point: StrategyPoint
  readonly rules: readonly Rule[]
  readonly wishes: readonly Sought[]
  readonly standing: readonly Candidates[]
  readonly place: StrategyPlace
}

/** Facts are read in a transaction that can write nothing; what was decided is recorded at once. */
async function choose(client: pg.Client, { wishes, standing, ...asked }: Choosing) {
  const requests = wishes.map(
    ({ item, owner: number, micros }, index): AllocationRequest => ({
      item,
      owner: number,
      quantity: micros / 1_000_000,
      candidates: standing[index]!.buckets.map(({ id: bucket, location, lot, handlingUnit, status }) => ({
        bucket,
        location,
        lot,
        handlingUnit,
        status,
      })),
    }),
  )
  await client.query('begin transaction read only')
  const { decided, records } = await answerRequests(readerOf(client), {
    ...asked,
    name: POINT,
    requests,
  }).finally(() => client.query('rollback'))
  await client.query('select host.record_decisions($1)', [JSON.stringify(records)])
  return decided.map(({ choice, refusal }, index) => {
    if (refusal !== undefined) return no(refusal.code, refusal.facts, '')
    const byId = new Map(standing[index]!.buckets.map((bucket) => [bucket.id, bucket]))
    const order = new Set(Array.isArray(choice) ? (choice as number[]) : [])
    return { buckets: [...order].flatMap((id) => byId.get(id) ?? []), isCut: false }
  })
}

interface PlaceRow {
  readonly n: number
  readonly owner: string
  readonly category: string | null
  readonly site: string | null
}

async function groupByPlace(read: ReadContext, sought: readonly Sought[]) {
  const rows = await read.query<PlaceRow>(PLACES, [
    plainArray(sought.map(({ item }) => item)),
    plainArray(sought.map(({ owner }) => owner)),
    plainArray(sought.map(({ whence }) => whence.location ?? whence.within ?? null)),
  ])
  const groups = Map.groupBy(rows, ({ owner, category, site }) => JSON.stringify([owner, category, site]))
  return [...groups.values()].map((members) => {
    const { owner, category, site } = members[0]!
    const place = { owner, ...(category !== null && { category }), ...(site !== null && { site }) }
    return { place, members: members.map(({ n }) => Number(n) - 1) }
  })
}

const PLACES = `
  select a.n, o.id as owner, i.category, s.id as site
    from unnest($1::uuid[], $2::int[], $3::uuid[]) with ordinality a (item, owner, location, n)
    join access.owner o on o.no = a.owner join items.item i on i.id = a.item
    left join locations.location l on l.id = a.location left join locations.site s on s.no = l.site`
