import type { NodeHere } from '../../core/src/testing/start-node.ts'

const SUPPLIER = '00000000-0000-7000-8000-000000000011'

/** An item and a bin to move it into. */
export async function stockOf({ send }: Pick<NodeHere, 'send'>): Promise<{ item: string; bin: string }> {
  const company = '00000000-0000-7000-8000-000000000001'
  const site = { company, code: 'S1', name: 'Main store', timeZone: 'Europe/London' }
  const { body } = await send('POST', '/api/v1/locations/sites', site)
  const bin = await send('POST', '/api/v1/locations', { site: body.id, kind: 'bin', code: 'B1' })
  const item = await send('POST', '/api/v1/items', { sku: 'APPLE', name: 'Apple', baseUnit: 'each' })
  return { item: item.body.id, bin: bin.body.id }
}

/** One piece comes in. @param more further members of the movement */
export function receipt({ item, bin }: { item: string; bin: string }, more: object = {}): object {
  const line = { item, quantity: 1, from: { location: SUPPLIER }, to: { location: bin } }
  return { mode: 'each', movements: [{ kind: 'receipt', lines: [line], ...more }] }
}

/** Lines that were posted and that the plugin did not write down. */
export async function holes({ query }: Pick<NodeHere, 'query'>): Promise<number> {
  const [row] = await query<{ holes: string }>(
    `select count(*) as holes from ledger.line l
      where not exists (select from moved.moved m where m.movement = l.movement and m.n = l.n - 1)`,
  )
  return Number(row!.holes)
}
