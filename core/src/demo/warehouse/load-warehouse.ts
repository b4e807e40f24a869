/*
 * The demo business, loaded:
 *   1. company, client, sites with their shelves, and items, all or nothing;
 *   2. ninety days of trade under their own clock, in batches that can be sent again;
 *   3. a few movements of this minute, as the floor would post them.
 * The plan is that of the minute in which the first site was made, so that a load which was cut is finished
 * the same way on another day.
 */
import type { Transaction } from '@stowage/sdk'
import { changeCompany, getCompany } from '../../access/companies/company.service.ts'
import { createOwner } from '../../access/owners/owner.service.ts'
import type { Author } from '../../audit/record-change.ts'
import type { MovementInput } from '../../ledger/posting/command.ts'
import { DemoError } from '../demo-error.ts'
import { type DemoOptions, throwIfStopped } from '../demo-options.ts'
import { addPluginDemos } from '../plugin-demos.ts'
import { progressBar } from '../progress-bar.ts'
import { RepeatableIds } from '../repeatable-ids.ts'
import { demoItemId } from './demo-item-id.ts'
import { type PlannedMovement, planWarehouse, type WarehousePlan } from './plan.ts'

const seed = 20_261
const batchSize = 500
const house = {
  company: '00000000-0000-7000-8000-000000000001',
  owner: '00000000-0000-7000-8000-000000000002',
}
const outside: Readonly<Record<string, string>> = {
  SUPPLIER: '00000000-0000-7000-8000-000000000011',
  CUSTOMER: '00000000-0000-7000-8000-000000000012',
  ADJUSTMENT: '00000000-0000-7000-8000-000000000013',
}

/** What was made. */
export interface WarehouseReport {
  readonly sites: number
  readonly locations: number
  readonly items: number
  readonly owners: number
  readonly movements: number
}

/** Ids by the names that the plan uses. */
interface Names {
  readonly owners: Readonly<Record<'house' | 'client', string>>
  readonly items: readonly string[]
  readonly places: ReadonlyMap<string, string>
}

/**
 * Loads the demo business. Loading it again adds nothing.
 * @throws DemoError when it was stopped, or its names are taken by something else
 */
export async function loadWarehouse(
  options: DemoOptions,
): Promise<{ report: WarehouseReport; lines: readonly string[] }> {
  const { database, actor, services, progress } = options
  const made = await progress.step('Making the demo business', () =>
    database.transaction(actor, (trx) => makeBusiness(trx, { actor }, options)),
  )
  services.ledger.forgetReferences()
  const { plan, names, now } = made
  const history = historyOf(plan, names)
  await services.ledger.ensurePartitions(plan.movements[0]!.at, new Date())
  let posted = await progress.step('Posting ninety days of trade', async (tell) => {
    let done = 0
    for (let from = 0; from < history.length; from += batchSize) {
      throwIfStopped(options)
      const movements = history.slice(from, from + batchSize)
      const key = `demo:warehouse:${now.toISOString()}:${from / batchSize}`
      done += await postAll(options, { key, clock: 'own', movements })
      tell(progressBar(done, history.length, 'movements'))
    }
    return done
  })
  const key = `demo:warehouse:${now.toISOString()}:live`
  posted += await postAll(options, { key, clock: 'now', movements: liveMovements(plan, names, now) })
  const { plugins = [] } = options
  await database.appAll.transaction((trx) => addPluginDemos({ trx, services, plugins }))
  const report = {
    sites: plan.sites.length,
    locations: names.places.size - Object.keys(outside).length,
    items: plan.items.length,
    owners: 2,
    movements: posted,
  }
  const line =
    `${report.items} items at ${report.locations} locations of ${report.sites} sites, ` +
    `${posted} movements.`
  return { report, lines: [line] }
}

interface Batch {
  readonly key: string
  readonly clock: 'own' | 'now'
  readonly movements: readonly MovementInput[]
}

/** The plan takes nothing that is not there, so that a refusal means that somebody has been here already. */
async function postAll({ services, actor }: DemoOptions, { key, clock, movements }: Batch): Promise<number> {
  const { outcomes } = await services.ledger.post({ actor, key, clock, mode: 'each', movements })
  for (const outcome of outcomes) {
    if (outcome.status === 'posted' || outcome.code === 'ledger.id_taken') continue
    if (clock === 'now' && outcome.status === 'refused') continue
    throw new DemoError(
      'demo.refused',
      `A movement of the demo business was refused (${outcome.code}); load it into an empty database.`,
    )
  }
  return outcomes.filter(({ status }) => status === 'posted').length
}

async function makeBusiness(
  trx: Transaction,
  author: Author,
  options: DemoOptions,
): Promise<{ plan: WarehousePlan; names: Names; now: Date }> {
  const first = await trx('locations.site').where({ code: 'HAM' }).first('created_at')
  const now = first ? new Date(first.created_at) : new Date()
  const plan = planWarehouse({ now, seed })
  if (!first) {
    await nameCompany(trx, author)
    for (const site of plan.sites) await makeSite(trx, author, options, site)
  }
  const client = await makeClient(trx, author, plan.client)
  const owners = { house: house.owner, client }
  const wishes = plan.items.map(({ owner, order: _, ...item }, n) => ({
    ...item,
    id: demoItemId(n),
    owner: owner === 'client' ? client : null,
  }))
  const items = first
    ? wishes
    : (await options.services.items.createMany(trx, author, wishes)).map(({ item }) => item)
  return { plan, now, names: { owners, items: items.map(({ id }) => id), places: await placesOf(trx, plan) } }
}

/** A new deployment's company is called House; a business has a name. One that was named already keeps it. */
async function nameCompany(trx: Transaction, author: Author): Promise<void> {
  const { id, name, version } = await getCompany(trx, house.company)
  if (name !== 'House') return
  await changeCompany(trx, author, { id, version, patch: { name: 'Nordlicht Trading' } })
}

async function makeClient(trx: Transaction, author: Author, name: string): Promise<string> {
  const found = await trx('access.owner').whereRaw('lower(name) = lower(?)', [name]).first('id')
  return found?.id ?? (await createOwner(trx, author, { kind: 'client', name })).row.id
}

async function makeSite(
  trx: Transaction,
  author: Author,
  { services }: DemoOptions,
  site: WarehousePlan['sites'][number],
): Promise<void> {
  const { locations } = services
  const { code, name, timeZone } = site
  const { row } = await locations.createSite(trx, author, { company: house.company, code, name, timeZone })
  await locations.layOut(trx, author, {
    site: row.id,
    pattern: {
      code: '{aisle}-{bay:02}-{level}',
      areaCode: '{aisle}',
      aisles: { count: site.aisles, start: 'A', pitch: 4.2, depth: 1.1 },
      bays: { count: site.bays, width: 2.7 },
      levels: { count: site.levels, height: 1.6 },
      origin: { x: 6, y: 8, z: 0 },
    },
  })
  for (const [n, area] of site.areas.entries()) {
    await locations.create(trx, author, { site: row.id, kind: 'area', code: area, x: n * 8, y: 0, z: 0 })
  }
}

async function placesOf(trx: Transaction, plan: WarehousePlan): Promise<ReadonlyMap<string, string>> {
  const { rows } = await trx.raw<{ rows: { name: string; id: string }[] }>(
    `select s.code || '/' || l.code as name, l.id
       from locations.location l join locations.site s on s.no = l.site
      where s.code = any (?::text[])`,
    [plan.sites.map(({ code }) => code)],
  )
  return new Map([...Object.entries(outside), ...rows.map(({ name, id }) => [name, id] as const)])
}

function historyOf(plan: WarehousePlan, names: Names): MovementInput[] {
  const ids = new RepeatableIds('demo warehouse movement')
  return plan.movements.map((movement, n) => ({
    ...inputOf(movement, names),
    id: ids.at(movement.at.getTime(), n),
    effectiveAt: movement.at.toISOString(),
  }))
}

/**
 * What has just happened: a delivery at the dock, which is put away, and a customer who takes one of each.
 */
function liveMovements(plan: WarehousePlan, names: Names, now: Date): MovementInput[] {
  const ids = new RepeatableIds('demo warehouse live movement')
  const item = plan.items.findIndex(({ owner }) => owner === 'house')
  const dock = 'HAM/RECEIVING'
  const home = plan.movements
    .flatMap(({ lines }) => lines)
    .find((line) => line.item === item && line.from === dock)!.to
  const source = { type: 'purchase-order', id: 'PO-LIVE' }
  const live: Omit<PlannedMovement, 'at' | 'owner'>[] = [
    { kind: 'receipt', source, lines: [{ item, quantity: 48, from: 'SUPPLIER', to: dock }] },
    { kind: 'transfer', source, lines: [{ item, quantity: 48, from: dock, to: home }] },
    {
      kind: 'issue',
      source: { type: 'sales-order', id: 'SO-LIVE' },
      lines: [{ item, quantity: 2, from: home, to: 'CUSTOMER' }],
    },
  ]
  return live.map((movement, n) => ({
    ...inputOf({ ...movement, at: now, owner: 'house' }, names),
    id: ids.at(now.getTime(), n),
  }))
}

function inputOf({ kind, owner, source, reason, note, lines }: PlannedMovement, names: Names): MovementInput {
  return {
    kind,
    owner: names.owners[owner],
    ...(source && { source }),
    ...(reason && { reason }),
    ...(note && { note }),
    lines: lines.map(({ item, quantity, from, to }) => ({
      item: names.items[item]!,
      quantity,
      from: { location: names.places.get(from)! },
      to: { location: names.places.get(to)! },
    })),
  }
}
