import type { PluginDeclaration } from '@stowage/sdk'
import type { Test } from 'tap'
import { orderPlugins } from '../src/app.ts'
import { newId } from '../src/database/ids.ts'
import type { VerifyReport } from '../src/ledger/verify/verify-ledger.ts'
import { verifyLedger } from '../src/ledger/verify/verify-ledger.ts'
import { type Answer, type Caller, startPlatform, type TestPlatform } from '../src/testing/start-platform.ts'

/** The places outside. */
export const SUPPLIER = '00000000-0000-7000-8000-000000000011'
export const CUSTOMER = '00000000-0000-7000-8000-000000000012'
export const ADJUSTMENT = '00000000-0000-7000-8000-000000000013'

/** What one side of a line is, in a test's words. */
export type Side = string | { readonly location: string; readonly status?: string }

/** A movement in a test's words. */
export interface Told {
  readonly id?: string
  readonly kind?: string
  readonly item?: string
  readonly quantity?: number
  readonly from?: Side
  readonly to?: Side
  readonly lines?: readonly object[]
  readonly reason?: string
  readonly note?: string
  readonly owner?: string
  readonly effectiveAt?: string
  readonly source?: { type: string; id: string }
  readonly overrides?: readonly { code: string; reason: string }[]
}

/** How a batch is sent. */
export interface Sending {
  readonly mode?: 'each' | 'all'
  readonly dryRun?: boolean
  readonly key?: string
  readonly as?: Caller
}

/** A platform with one item counted by the piece, one by the gram, and three bins. */
export interface LedgerWorld extends TestPlatform {
  readonly site: string
  readonly apple: string
  readonly flour: string
  readonly a: string
  readonly b: string
  readonly c: string
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asks for, and asserts it
  post(movements: readonly Told[], sending?: Sending): Promise<Answer<any>>
  /** Posts one movement that must succeed, and gives its id. */
  move(told: Told): Promise<string>
  onHand(location: string, more?: string): Promise<number>
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asks for, and asserts it
  get(url: string): Promise<any>
  verify(): Promise<VerifyReport>
}

/** Builds the world over HTTP, as a user would. */
export async function startLedgerWorld(
  t: Test,
  plugins: readonly PluginDeclaration[] = [],
): Promise<LedgerWorld> {
  const platform = await startPlatform(t, { plugins })
  const { administrator } = platform
  const create = async (url: string, payload: object): Promise<string> => {
    const { status, body, text } = await administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })
    if (status !== 201) throw new Error(`${url}: ${status} ${text}`)
    return body.id
  }
  const apple = await create('/items', { sku: 'APPLE', name: 'Apple', baseUnit: 'each' })
  const flour = await create('/items', { sku: 'FLOUR', name: 'Flour', baseUnit: 'kg', step: 0.001 })
  const site = await create('/locations/sites', {
    company: '00000000-0000-7000-8000-000000000001',
    code: 'S1',
    name: 'Main store',
    timeZone: 'Europe/London',
  })
  const bins = []
  for (const code of ['A', 'B', 'C']) bins.push(await create('/locations', { site, kind: 'bin', code }))
  const [a, b, c] = bins as [string, string, string]

  const post: LedgerWorld['post'] = (movements, { mode = 'each', dryRun, key, as = administrator } = {}) =>
    as.send({
      method: 'POST',
      url: '/api/v1/ledger/movements',
      headers: key === undefined ? {} : { 'idempotency-key': key },
      payload: { mode, ...(dryRun === undefined ? {} : { dryRun }), movements: movements.map(inFull) },
    })
  const inFull = ({
    kind = 'transfer',
    item = apple,
    quantity = 1,
    from = a,
    to = b,
    lines,
    ...rest
  }: Told) => ({
    ...rest,
    kind,
    lines: lines ?? [{ item, quantity, from: sideOf(from), to: sideOf(to) }],
  })
  const get = async (url: string) => {
    const { status, body, text } = await administrator.send({ url: `/api/v1${url}` })
    if (status !== 200) throw new Error(`${url}: ${status} ${text}`)
    return body
  }
  return {
    ...platform,
    site,
    apple,
    flour,
    a,
    b,
    c,
    post,
    async move(told) {
      const { body, text } = await post([told])
      if (body?.outcomes?.[0]?.status !== 'posted') throw new Error(`not posted: ${text}`)
      return body.outcomes[0].id
    },
    async onHand(location, more = '') {
      const { data } = await get(`/ledger/balances?location=${location}&zero=true${more}`)
      return data.reduce((sum: number, { onHand }: { onHand: number }) => sum + onHand, 0)
    },
    get,
    verify: () => verifyLedger(platform.database, orderPlugins({ plugins })),
  }
}

function sideOf(side: Side): object {
  return typeof side === 'string' ? { location: side } : side
}

/** A fresh idempotency key. */
export function newKey(): string {
  return newId()
}
