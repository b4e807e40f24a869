import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type PluginDeclaration, SUBJECT } from '@stowage/sdk'
import { type TStringOptions, Type } from 'typebox'
import { createApiKey } from '../../../core/src/access/api-keys/api-key.service.ts'
import { systemActor } from '../../../core/src/access/system-actor.ts'
import { buildGeneration, type Generation, orderPlugins } from '../../../core/src/app.ts'
import { type Database, openDatabase } from '../../../core/src/database/database.ts'
import { migrate } from '../../../core/src/database/migrate.ts'
import { startBackground } from '../../../core/src/host/background.ts'
import { createEmitter } from '../../../core/src/host/events/emit.ts'
import webhooks from '../../../plugins/webhooks/index.ts'
import { type BenchProcess, startProcess } from '../load-process.ts'
import { prepareDatabaseFor } from '../prepared-platform.ts'
import { median, rounded } from '../rates.ts'
import type { EdgeBench } from './edge-bench.ts'

const DATABASE = 'webhooks'
const HEALTHY = 9
const PALLETS = 2_000
const TOLD_AT_ONCE = 250
const PATIENCE_MS = 180_000
const EVENT = 'teller.pallet.wrapped@1'
const Wrapped = Type.Object(
  { pallet: Type.String({ [SUBJECT]: true } as TStringOptions), n: Type.Integer(), note: Type.String() },
  { additionalProperties: false },
)
const teller: PluginDeclaration = { name: 'teller', version: '0.1.0', events: { [EVENT]: Wrapped } }

/**
 * How many events a second are acknowledged by nine receivers, while a tenth that wants the same events never
 * answers; from the first that is told until all nine have all. The platform is one process, the receivers
 * are another. What the node itself spends on each says what a busy machine hides.
 */
export async function measureWebhooks({ server, credentials, options }: EdgeBench): Promise<object> {
  const { rounds, isQuick, say, stopped } = options
  const count = isQuick ? 500 : 3_000
  // Its screens need not be built for this.
  const { admin: _, messages: __, ...withoutScreens } = webhooks
  const plugins = orderPlugins({ plugins: [teller, withoutScreens] })
  const access = await prepareDatabaseFor(server, DATABASE, credentials)
  await migrate({ access, plugins })
  const targets = startProcess('edges/webhook-targets.ts', { healthy: HEALTHY })
  const database = openDatabase(access)
  const secretKey = randomBytes(32)
  const generation = await buildGeneration({ database, set: { epoch: 1, plugins }, secretKey })
  const background = await startBackground(generation)
  try {
    const { ports, hanging } = await targets.answer<{ ports: number[]; hanging: number }>()
    const listen = await endpointMaker(generation, database)
    for (const port of ports) await listen(port)
    const bench = { database, plugins, targets, count }
    await deliverAll(bench)
    const alone: number[] = []
    const beside: number[] = []
    let began = process.cpuUsage()
    for (const rates of [alone, beside]) {
      if (rates === beside) await listen(hanging)
      began = process.cpuUsage()
      for (let round = 0; round < rounds && !stopped.aborted; round += 1) rates.push(await deliverAll(bench))
      say(`acknowledged in a second: ${rates.map(Math.round).join(', ')}`)
    }
    const { user, system } = process.cpuUsage(began)
    return {
      webhook_events_per_second: rounded(median(beside)),
      webhook_node_ms_each: rounded((user + system) / 1_000 / (beside.length * count * HEALTHY)),
      webhook_events_per_second_without_hanging: rounded(median(alone)),
      webhook_targets: { healthy: HEALTHY, hanging: 1, events_each: count },
    }
  } finally {
    await background.stop()
    await generation.app.close()
    await database.close()
    await targets.stop()
    await server.dropDatabase(DATABASE)
  }
}

/** Makes endpoints by the API, on a machine that an administrator has allowed. */
async function endpointMaker(
  { app }: Generation,
  database: Database,
): Promise<(port: number) => Promise<void>> {
  const wish = { wish: { name: 'Webhooks', permissions: ['*'] }, known: new Map([['*', true]]) }
  const { token } = await database.transaction(systemActor, (trx) =>
    createApiKey(trx, { actor: systemActor }, wish),
  )
  const post = async (url: string, payload: object) => {
    const headers = { authorization: `Bearer ${token}` }
    const { statusCode, body } = await app.inject({ method: 'POST', url: `/api/v1${url}`, headers, payload })
    if (statusCode !== 201) throw new Error(`POST ${url}: ${statusCode} ${body}`)
  }
  await post('/host/allowed-targets', { host: '127.0.0.1', plainHttp: true })
  return (port) =>
    post('/webhooks/endpoints', { name: `At ${port}`, url: `http://127.0.0.1:${port}/`, events: [EVENT] })
}

interface Round {
  readonly database: Database
  readonly plugins: readonly PluginDeclaration[]
  readonly targets: BenchProcess
  readonly count: number
}

/** @returns how many were acknowledged in a second */
async function deliverAll({ database, plugins, targets, count }: Round): Promise<number> {
  const events = createEmitter(plugins, 'teller')
  const before = await targets.ask<number>('count')
  const start = performance.now()
  for (let told = 0; told < count; told += TOLD_AT_ONCE) {
    const drafts = Array.from({ length: Math.min(TOLD_AT_ONCE, count - told) }, (_, n) => ({
      payload: { pallet: `P-${(told + n) % PALLETS}`, n: told + n, note: 'x'.repeat(400) },
      owner: 0,
    }))
    await database.transaction(systemActor, (trx) => events.emitAll(trx, EVENT, drafts))
  }
  const wanted = before + count * HEALTHY
  while ((await targets.ask<number>('count')) < wanted) {
    if (performance.now() - start > PATIENCE_MS) throw new Error('the webhooks take too long')
    await pause(20)
  }
  return (count * HEALTHY * 1_000) / (performance.now() - start)
}
