import { type Caller, COMPANY, CUSTOMER, SUPPLIER, startPlatform } from '@stowage/sdk/testing'
import type { Test } from 'tap'
import traceability from '../index.ts'

/** Goods in a test's words: a place, or a unit in a place. */
export interface Goods {
  readonly item: string
  readonly quantity: number
  readonly lot?: string
  readonly serials?: readonly string[]
  readonly at?: string
  readonly unit?: string
  readonly owner?: string
  /** The line by which it had left. */
  readonly returnsLine?: number
}

/** Two lots of grain that come in, a bakery, and ways to move what comes of them. */
export async function startBakery(t: Test) {
  const platform = await startPlatform(t, { plugins: [traceability] })
  const { administrator } = platform
  const send = async (url: string, payload: object) => {
    const { status, body, text } = await administrator.send({ method: 'POST', url: `/api/v1${url}`, payload })
    if (status >= 300) throw new Error(`${url}: ${status} ${text}`)
    return body
  }
  const create = async (url: string, payload: object): Promise<string> => (await send(url, payload)).id
  const site = await create('/locations/sites', {
    company: COMPANY,
    code: 'MILL',
    name: 'Mill',
    timeZone: 'UTC',
  })
  const bin = await create('/locations', { site, kind: 'bin', code: 'BIN' })
  const item = (sku: string, more: object = { hasLots: true }) =>
    create('/items', { sku, name: sku.toLowerCase(), baseUnit: 'each', ...more })
  const side = ({ at = bin, unit }: Pick<Goods, 'at' | 'unit'>) => ({
    location: at,
    ...(unit && { handlingUnit: unit }),
  })
  const goodsOf = ({ at: _at, unit: _unit, ...goods }: Goods) => goods
  const move = async (
    kind: string,
    goods: Goods,
    ends: { from?: object; to?: object },
    more: object = {},
  ) => {
    const { owner, ...line } = goodsOf(goods)
    const lines = [{ ...line, from: ends.from ?? side(goods), to: ends.to ?? side(goods) }]
    const movements = [{ kind, lines, ...(owner && { owner }), ...more }]
    return (await send('/ledger/movements', { mode: 'all', movements })).outcomes[0].id as string
  }
  return {
    ...platform,
    site,
    bin,
    create,
    send,
    move,
    grain: await item('GRAIN'),
    bread: await item('BREAD'),
    item,
    lot: (of: string, name: string) => create('/items/lots', { item: of, name }),
    unit: (code: string) => create('/locations/handling-units', { code, location: bin }),
    receive: (goods: Goods, purchase = 'PO-1') =>
      move(
        'receipt',
        goods,
        { from: { location: SUPPLIER } },
        { source: { type: 'purchase', id: purchase } },
      ),
    issue: (goods: Goods, order: string) =>
      move('issue', goods, { to: { location: CUSTOMER } }, { source: { type: 'order', id: order } }),
    giveBack: (goods: Goods, order: string) =>
      move('return', goods, { from: { location: CUSTOMER } }, { source: { type: 'order', id: order } }),
    reverse: (movement: string) => send(`/ledger/movements/${movement}/reversal`, {}),
    transform: async (kind: string, inputs: readonly Goods[], outputs: readonly Goods[]): Promise<string> =>
      create('/ledger/transformations', {
        kind,
        inputs: inputs.map((goods) => ({ ...goodsOf(goods), from: side(goods) })),
        outputs: outputs.map((goods) => ({ ...goodsOf(goods), to: side(goods) })),
      }),
    async trace(query: string, as: Caller = administrator) {
      const { status, body, text } = await as.send({ url: `/api/v1/traceability/trace?${query}` })
      if (status !== 200) throw new Error(text)
      return body
    },
  }
}

// biome-ignore lint/suspicious/noExplicitAny: rows of an answer, of which a test looks at a few members
type Row = any

/** Which documents, and how much of each. */
export const documentsOf = (rows: Row[]) =>
  rows.map(({ source, quantity }) => `${quantity} by ${source?.id}`).sort()
/** Which transformations, by way and depth. */
export const nodesOf = (rows: Row[], way: number) =>
  rows.filter((row) => row.way === way).map(({ id, depth }) => [id, depth])
/** What is where. */
export const placesOf = (rows: Row[]) =>
  rows.map(({ lot, unit, onHand }) => `${onHand} of ${lot?.name} in ${unit?.code ?? 'no unit'}`).sort()
