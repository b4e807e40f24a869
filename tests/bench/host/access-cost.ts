import { createApiKey } from '../../../core/src/access/api-keys/api-key.service.ts'
import { createRole } from '../../../core/src/access/roles/role.service.ts'
import { systemActor } from '../../../core/src/access/system-actor.ts'
import { compose } from '../compose.ts'
import { runLoad, serverNodeOptions, startProcess } from '../load-process.ts'
import { type Platform, preparePlatform } from '../prepared-platform.ts'
import { processorMs } from '../processor-time.ts'
import { median, rounded } from '../rates.ts'
import type { HostBench } from './host-bench.ts'

/** What a dispatcher may do, by the roles that he has: many permissions, as in a real house. */
const ROLES: Readonly<Record<string, readonly string[]>> = {
  Dispatcher: ['ledger.movement.post', 'ledger.movement.read', 'ledger.movement.reverse'],
  'Stock reader': ['items.item.read', 'items.lot.read', 'locations.location.read', 'ledger.balance.read'],
  Keeper: ['ledger.allocation.read', 'ledger.allocation.write', 'ledger.movement.post'],
}

/** As the ledger's benchmark posts over HTTP. */
const SHAPES = [
  { name: 'batch100', connections: 8, batch: 100 },
  { name: 'single', connections: 64, batch: 1 },
] as const

/** What access costs a posting over HTTP. */
export interface AccessFigures {
  readonly access_cost_ratio: number
  readonly access_cost_ratio_single: number
  readonly access_cost_runs: Readonly<Record<string, readonly number[]>>
  /**
   * The same by the processor time of a movement, in node and database: what a busy machine does not blur.
   */
  readonly access_cost_processor_ratios: Readonly<Record<string, number>>
}

/**
 * Posts over HTTP as somebody with three roles, each bound to one owner and one site, and as the key of the
 * ledger's benchmark, which may do everything: in turns, so that a slow minute of the machine slows both.
 */
export async function measureAccessCost({ server, credentials, options }: HostBench): Promise<AccessFigures> {
  const { rounds, seconds, say, stopped } = options
  const platform = await preparePlatform(server, credentials)
  const scopedKey = await makeScopedKey(platform)
  const node = startProcess('http-server.ts', { access: platform.access }, serverNodeOptions)
  const ratios: Record<string, number[]> = { batch100: [], single: [] }
  const costs: Record<string, number[]> = { batch100: [], single: [] }
  try {
    const url = await node.answer<string>()
    const load = { url, world: platform.world, isRehearsal: false, seconds }
    await runLoad('http-load.ts', { ...load, ...SHAPES[0], apiKey: scopedKey, isRehearsal: true })
    for (const shape of SHAPES) await runLoad('http-load.ts', { ...load, ...shape, apiKey: scopedKey })
    for (let round = 0; round < rounds && !stopped.aborted; round += 1) {
      for (const shape of SHAPES) {
        const post = async (apiKey: string): Promise<Posted> => {
          const processes = [node.pid, ...(await server.backendsOf('platform'))]
          const before = processorMs(processes)
          const { perSecond, movements } = await runLoad('http-load.ts', { ...load, ...shape, apiKey })
          return { perSecond, processorMs: (processorMs(processes) - before) / (movements as number) }
        }
        await server.checkpoint()
        // Each side is first as often as the other.
        const isScopedFirst = round % 2 === 0
        const first = await post(isScopedFirst ? scopedKey : platform.apiKey)
        const second = await post(isScopedFirst ? platform.apiKey : scopedKey)
        const [scoped, free] = isScopedFirst ? [first, second] : [second, first]
        ratios[shape.name]!.push(scoped.perSecond / free.perSecond)
        costs[shape.name]!.push(free.processorMs / scoped.processorMs)
        say(`${shape.name}: ${inWords(scoped)} with roles, ${inWords(free)} without`)
      }
    }
  } finally {
    await node.stop()
    await server.dropDatabase('platform')
  }
  return {
    access_cost_ratio: rounded(median(ratios.batch100!)),
    access_cost_ratio_single: rounded(median(ratios.single!)),
    access_cost_runs: Object.fromEntries(
      Object.entries(ratios).map(([name, all]) => [name, all.map(rounded)]),
    ),
    access_cost_processor_ratios: Object.fromEntries(
      Object.entries(costs).map(([name, all]) => [name, rounded(median(all))]),
    ),
  }
}

interface Posted {
  readonly perSecond: number
  readonly processorMs: number
}

function inWords({ perSecond, processorMs }: Posted): string {
  return `${Math.round(perSecond)} movements a second at ${rounded(processorMs)} ms of processor time each`
}

async function makeScopedKey({ access }: Platform): Promise<string> {
  const { database } = compose(access)
  const author = { actor: systemActor }
  const known = new Map(
    Object.values(ROLES).flatMap((permissions) => permissions.map((name) => [name, true])),
  )
  try {
    return await database.transaction(systemActor, async (trx) => {
      const owner = await trx('access.owner').where({ no: 1 }).first('id')
      const site = await trx('locations.site').where({ code: 'BENCH' }).first('id')
      const roles = []
      for (const [name, permissions] of Object.entries(ROLES)) {
        const { role } = await createRole(trx, author, {
          wish: { name, permissions: [...permissions] },
          known,
        })
        roles.push({ role: role.id, owners: [owner.id], sites: [site.id] })
      }
      const wish = { name: 'Dispatch', permissions: [], roles }
      return (await createApiKey(trx, author, { wish, known })).token
    })
  } finally {
    await database.close()
  }
}
