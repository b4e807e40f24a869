import pg from 'pg'
import { buildGeneration, type Generation } from '../../../core/src/app.ts'
import { openDatabase } from '../../../core/src/database/database.ts'
import { prepareDatabaseFor } from '../prepared-platform.ts'
import { percentile, rounded } from '../rates.ts'
import type { EdgeBench } from './edge-bench.ts'
import { keyFor } from './reader-key.ts'

const DATABASE = 'list_pages'
const PAGE = 50
/** Most of the way is gone by the largest pages: a cursor is good for whatever size. */
const STRIDE = 200
const ORDERS = ['sku', '-name', '-createdAt'] as const

/**
 * What the 10,000th page of a list costs beside the first: items by three orders, both asked for in turns, so
 * that a slow minute of the machine slows both. The figure is that of the order which it costs most.
 */
export async function measureListPages({ server, credentials, options }: EdgeBench): Promise<object> {
  const { isQuick, say, rounds, stopped } = options
  const pages = isQuick ? 200 : 10_000
  const access = await prepareDatabaseFor(server, DATABASE, credentials)
  await makeItems(server.urlOf(DATABASE), (pages + 2) * PAGE)
  const database = openDatabase(access)
  const generation = await buildGeneration({ database })
  try {
    const ask = asker(generation, await keyFor(generation))
    const found: Record<string, object> = {}
    const ratios: number[] = []
    for (const order of ORDERS) {
      stopped.throwIfAborted()
      const cursor = await cursorAt(ask, order, pages)
      const first: number[] = []
      const deep: number[] = []
      for (let n = 0; n < rounds * 200; n += 1) {
        first.push((await ask(`sort=${order}&limit=${PAGE}`)).ms)
        deep.push((await ask(`sort=${order}&limit=${PAGE}&cursor=${cursor}`)).ms)
      }
      // The first ones warm up.
      const [early, late] = [first, deep].map((all) => percentile(all.slice(50), 0.99)) as [number, number]
      ratios.push(late / early)
      found[order] = { first_p99_ms: early, deep_p99_ms: late }
      say(`items by ${order}: page 1 ${early} ms, page ${pages} ${late} ms`)
    }
    return { list_page_10000_ratio: rounded(Math.max(...ratios)), list_pages: { page: pages, ...found } }
  } finally {
    await generation.app.close()
    await database.close()
    await server.dropDatabase(DATABASE)
  }
}

/** By SQL: how fast items are made is measured elsewhere. */
async function makeItems(url: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('drop index items.item_by_words')
    await client.query(
      `insert into items.item (id, sku, name, base_unit, created_at)
       select uuidv7(), 'SKU-' || lpad((n::bigint * 7919 % 10000019)::text, 8, '0'), 'Thing ' || n % 1000, 'each',
              now() - n * interval '1 second'
         from generate_series(1, $1::int) n`,
      [count],
    )
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

type Ask = (query: string) => Promise<{ readonly ms: number; readonly nextCursor: string | null }>

/** Over HTTP as it goes through the node, without a socket's own time. */
function asker({ app }: Generation, key: string): Ask {
  return async (query) => {
    const began = performance.now()
    const answer = await app.inject({
      url: `/api/v1/items?${query}`,
      headers: { authorization: `Bearer ${key}` },
    })
    const ms = performance.now() - began
    if (answer.statusCode !== 200) throw new Error(answer.body)
    return { ms, nextCursor: answer.json().nextCursor }
  }
}

/** Goes all the way there, as whoever reads a list to its end. */
async function cursorAt(ask: Ask, order: string, pages: number): Promise<string> {
  let cursor = ''
  for (let rows = 0; rows < (pages - 1) * PAGE; rows += STRIDE) {
    const { nextCursor } = await ask(`sort=${order}&limit=${STRIDE}${cursor && `&cursor=${cursor}`}`)
    if (nextCursor === null) throw new Error(`the list by ${order} ends before page ${pages}`)
    cursor = nextCursor
  }
  return cursor
}
