import type { Answer, Caller, TestPlatform } from './test-kit.ts'

/** The first company of a fresh platform. */
export const COMPANY = '00000000-0000-7000-8000-000000000001'
/** The place outside that goods come from. */
export const SUPPLIER = '00000000-0000-7000-8000-000000000011'
/** The place outside that goods go to. */
export const CUSTOMER = '00000000-0000-7000-8000-000000000012'

/** What a test moves. */
export interface Move {
  readonly kind: string
  readonly quantity: number
  /** Ids of places. */
  readonly from: string
  readonly to: string
  /** The bolts unless said. */
  readonly item?: string
}

/** A little stock, and ways to move it. */
export interface TenBolts {
  /** The site HAM, by Berlin's clock. */
  readonly site: string
  /** The bin A-01, where the bolts lie. */
  readonly bin: string
  /** The item BOLT-8. */
  readonly item: string
  /** Creates a row, which has to succeed. @param path under `/api/v1` */
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asks for, and asserts it
  create(path: string, payload: object): Promise<any>
  /** Another bin of the site. @returns its id */
  addBin(code: string): Promise<string>
  /** Posts one movement; refused or not, the answer says. */
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asks for, and asserts it
  move(move: Move): Promise<Answer<any>>
  /** Bolts that come in from the supplier. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  receive(quantity: number): Promise<Answer<any>>
  /** Bolts that leave for the customer. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  issue(quantity: number): Promise<Answer<any>>
}

/**
 * The scene of most tests: a site with a bin, and ten bolts that were received into it.
 * @example
 * const { issue } = await tenBolts(platform)
 * assert.equal((await issue(4)).status, 200)
 * @since 0.1.0
 */
export async function tenBolts({ administrator }: Pick<TestPlatform, 'administrator'>): Promise<TenBolts> {
  return receiveTenBolts(administrator)
}

/** The same by whoever may do all of it. */
export async function receiveTenBolts(caller: Caller): Promise<TenBolts> {
  const create: TenBolts['create'] = async (path, payload) => {
    const { status, body, text } = await caller.send({ method: 'POST', url: `/api/v1${path}`, payload })
    if (status >= 300) throw new Error(`POST ${path}: ${status} ${text}`)
    return body
  }
  const place = { company: COMPANY, code: 'HAM', name: 'Hamburg', timeZone: 'Europe/Berlin' }
  const { id: site } = await create('/locations/sites', place)
  const addBin = async (code: string) => (await create('/locations', { site, kind: 'bin', code })).id
  const bin = await addBin('A-01')
  const { id: item } = await create('/items', { sku: 'BOLT-8', name: 'Bolt M8', baseUnit: 'each' })
  const move: TenBolts['move'] = ({ kind, quantity, from, to, item: other = item }) => {
    const lines = [{ item: other, quantity, from: { location: from }, to: { location: to } }]
    const payload = { mode: 'all', movements: [{ kind, lines }] }
    return caller.send({ method: 'POST', url: '/api/v1/ledger/movements', payload })
  }
  const receive = (quantity: number) => move({ kind: 'receipt', quantity, from: SUPPLIER, to: bin })
  const issue = (quantity: number) => move({ kind: 'issue', quantity, from: bin, to: CUSTOMER })
  const received = await receive(10)
  if (received.status !== 200) throw new Error(`the bolts were not received: ${received.text}`)
  return { site, bin, item, create, addBin, move, receive, issue }
}
