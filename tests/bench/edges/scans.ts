import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { createApiKey } from '../../../core/src/access/api-keys/api-key.service.ts'
import { systemActor } from '../../../core/src/access/system-actor.ts'
import { buildGeneration, orderPlugins } from '../../../core/src/app.ts'
import { openDatabase } from '../../../core/src/database/database.ts'
import { migrate } from '../../../core/src/database/migrate.ts'
import scan from '../../../plugins/scan/index.ts'
import { answerOf } from '../../../plugins/scan/src/answer.ts'
import { checkDigitOf } from '../../../plugins/scan/src/gs1/linters/check-digits.ts'
import { readScan } from '../../../plugins/scan/src/gs1/read-scan.ts'
import { HttpConnection } from '../http-connection.ts'
import { prepareDatabaseFor } from '../prepared-platform.ts'
import { median, percentile, rounded } from '../rates.ts'
import type { EdgeBench } from './edge-bench.ts'

const GS = '\u001d'
const PARSING_MS = 2_000
const CONNECTIONS = 4

/**
 * How many scans one core reads in a second of its time, answers made; and how long it takes over HTTP until
 * a scan is read and what it names is found among a million items. The client works in the node's own
 * process, so that its share of the time counts as well.
 */
export async function measureScans({ server, credentials, options }: EdgeBench): Promise<object> {
  const { rounds, isQuick, say, stopped } = options
  const items = isQuick ? 20_000 : 1_000_000
  const rates = Array.from({ length: rounds }, parsedInASecond)
  say(`read in a second: ${rates.join(', ')}`)
  const access = await prepareDatabaseFor(server, 'scans', credentials)
  await migrate({ access, plugins: orderPlugins({ plugins: [scan] }) })
  await makeCatalogue(server.urlOf('scans'), items)
  const database = openDatabase(access)
  const { app } = await buildGeneration({ database, plugins: [scan] })
  try {
    await app.listen({ host: '127.0.0.1', port: 0 })
    const wish = { wish: { name: 'Scans', permissions: ['*'] }, known: new Map([['*', true]]) }
    const { token } = await database.transaction(systemActor, (trx) =>
      createApiKey(trx, { actor: systemActor }, wish),
    )
    const { port } = app.server.address() as AddressInfo
    const url = new URL('/api/v1/scan', `http://127.0.0.1:${port}`)
    await resolve(url, token, { items, seconds: 2 })
    const found = []
    for (let round = 0; round < rounds && !stopped.aborted; round += 1) {
      found.push(await resolve(url, token, { items, seconds: isQuick ? 2 : 10 }))
    }
    say(`looked up among ${items} items: ${JSON.stringify(found)}`)
    return {
      scans_per_second: Math.round(median(rates)),
      scan_resolve_items: items,
      scan_resolve_p50_ms: rounded(median(found.map(({ p50 }) => p50))),
      scan_resolve_p99_ms: rounded(median(found.map(({ p99 }) => p99))),
      scan_resolve_per_second: Math.round(median(found.map(({ perSecond }) => perSecond))),
    }
  } finally {
    await app.close()
    await database.close()
    await server.dropDatabase('scans')
  }
}

/** What comes from the floor, in about the shares in which it comes. */
function scanOf(n: number): string {
  const gtin = gtinOf(n % 20_000)
  const forms = [
    gtin.slice(1),
    `]E0${gtin.slice(1)}`,
    `]C101${gtin}17271231${'10LOT'}${n}`,
    `]d201${gtin}10L${n}${GS}17271231${GS}21S${n}`,
    `01${gtin}3103001250${'10'}A${n}`,
    `(01)${gtin}(17)271200(10)L-${n}`,
    `https://id.gs1.org/01/${gtin}/10/L${n}?17=271231`,
    `A-${n % 90}-${n % 7}`,
  ]
  return forms[n % forms.length]!
}

function parsedInASecond(): number {
  const scans = Array.from({ length: 8_000 }, (_, n) => scanOf(n))
  let read = 0
  const began = process.cpuUsage()
  const spentMs = () => {
    const { user, system } = process.cpuUsage(began)
    return (user + system) / 1_000
  }
  let elements = 0
  while (spentMs() < PARSING_MS) {
    for (const text of scans) elements += answerOf(readScan(text)).elements.length
    read += scans.length
  }
  if (elements === 0) throw new Error('nothing was read')
  return Math.round((read * 1_000) / spentMs())
}

function gtinOf(n: number): string {
  const digits = `0400${String(n).padStart(9, '0')}`
  return digits + checkDigitOf(digits)
}

/** By SQL, because how items come in is measured elsewhere: each a GTIN, every other one two lots. */
async function makeCatalogue(url: string, items: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const batch = 50_000
  for (let from = 0; from < items; from += batch) {
    const numbers = Array.from({ length: Math.min(batch, items - from) }, (_, n) => from + n)
    await client.query(
      `insert into items.item (id, sku, name, base_unit, has_lots, gtin)
       select gen_random_uuid(), 'SCAN-' || n, 'Item ' || n, 'each', n % 2 = 0, gtin
         from unnest($1::int[], $2::text[]) as t (n, gtin)`,
      [numbers, numbers.map(gtinOf)],
    )
  }
  await client.query(`insert into items.lot (id, item, name)
    select gen_random_uuid(), id, 'L' || k from items.item, generate_series(1, 2) k where has_lots`)
  await client.query('vacuum analyze')
  await client.end()
}

async function resolve(url: URL, token: string, { items, seconds }: { items: number; seconds: number }) {
  const open = await Promise.all(Array.from({ length: CONNECTIONS }, () => HttpConnection.open(url, token)))
  const began = performance.now()
  const times: number[] = []
  await Promise.all(
    open.map(async (connection) => {
      while (performance.now() - began < seconds * 1_000) {
        const n = Math.floor(Math.random() * items)
        const scanned = `]d201${gtinOf(n)}10L1${GS}17271231`
        const sent = performance.now()
        const { status, body } = await connection.post(JSON.stringify({ scan: scanned }), randomUUID())
        times.push(performance.now() - sent)
        if (status !== 200 || !body.includes('"outcome":"one"')) throw new Error(`${status}: ${body}`)
      }
    }),
  )
  for (const connection of open) connection.close()
  const perSecond = (times.length * 1_000) / (performance.now() - began)
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99), perSecond: Math.round(perSecond) }
}
