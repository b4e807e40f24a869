import { randomUUID } from 'node:crypto'
import type { LightMyRequestResponse as Answer, FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import { createTestDatabase, type TestDatabase } from '../src/testing/test-database.ts'
import { buildCratesApp, CRATE_TABLE, type Crate } from './http-fixture.ts'

/** So many there are. */
export const COUNT = 260
/** What a spreadsheet would run, and what CSV itself has to quote. */
const NASTY = [
  '=1+1',
  '@SUM(A1)',
  "'=x",
  '-2',
  '+3',
  'a,b',
  'say "hi"',
  'two\r\nlines',
  ' ',
  'ß',
  '\t=1',
  '%_\\',
]

/** One page of the list. */
export interface Page {
  readonly data: Crate[]
  readonly nextCursor: string | null
  readonly total?: number
}

/** A list of crates, and somebody who may read it. */
export interface ManyCrates {
  readonly app: FastifyInstance
  readonly platform: TestDatabase
  get(query: Record<string, string>, headers?: Record<string, string>): Promise<Answer>
  page(query: Record<string, string>): Promise<Page>
  /** All rows, page by page. */
  walk(query: Record<string, string>): Promise<Crate[]>
}

/** Starts the app of crates with a table full of them. */
export async function startManyCrates(t: Test): Promise<ManyCrates> {
  const platform = await createTestDatabase(t)
  await platform.query(CRATE_TABLE)
  for (const crate of manyCrates()) {
    const names = Object.keys(crate)
    const places = names.map((_, place) => `$${place + 1}`)
    await platform.query(
      `insert into crates.crate (${names.join(', ')}) values (${places.join(', ')})`,
      Object.values(crate),
    )
  }
  await platform.query('analyze crates.crate')
  const app = await buildCratesApp(platform.database)
  platform.beforeClose(() => app.close())
  const get: ManyCrates['get'] = (query, headers = {}) =>
    app.inject({ url: '/api/v1/crates', query, headers: { authorization: 'Bearer reader', ...headers } })
  const page: ManyCrates['page'] = async (query) => {
    const answer = await get(query)
    if (answer.statusCode !== 200) throw new Error(answer.body)
    return answer.json()
  }
  const walk: ManyCrates['walk'] = async (query) => {
    const rows: Crate[] = []
    let cursor: string | null = null
    do {
      const next: Page = await page(cursor === null ? query : { ...query, cursor })
      rows.push(...next.data)
      cursor = next.nextCursor
    } while (cursor !== null)
    return rows
  }
  return { app, platform, get, page, walk }
}

/** Few different values, so that every order has ties, and nulls in whatever may be null. */
function manyCrates() {
  return Array.from({ length: COUNT }, (_, n) => ({
    id: randomUUID(),
    code: n < NASTY.length ? NASTY[n] : `C${n % 40}`,
    weight: [0, 1.5, 0.000001, 123456789.123456, 2][n % 5],
    colour: [null, 'red', 'blue', 'Red'][n % 4],
    filled_on: [null, '2026-02-28', '2024-02-29'][n % 3],
    seen_at: `2026-11-23T10:00:00.00000${n % 10}Z`,
    is_sealed: n % 2 === 0,
    pieces: (n % 7) - 3,
    aisle: n % 6 === 0 ? null : 'A',
    level: n % 6 === 0 ? null : [null, 1, 2][n % 3],
    secret: 'S',
  }))
}
