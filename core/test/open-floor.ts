import { gtinCheckDigit } from '../src/items/gtin.ts'
import { startPlatform, type TestPlatform } from '../src/testing/start-platform.ts'

export const ITEMS = '/api/v1/items'
export const LEVELS = `${ITEMS}/packaging-levels`
export const UNKNOWN = '00000000-0000-7000-8000-00000000ffff'
export const GTIN = gtinOf('0761234567890')

export type Row = { id: string; version: number }

export async function openFloor(t: Parameters<typeof startPlatform>[0]) {
  const platform: TestPlatform = await startPlatform(t)
  const { administrator, query } = platform
  const post = (url: string, payload: object) => administrator.send({ method: 'POST', url, payload })
  return {
    ...platform,
    post,
    patch: (url: string, { id, version }: Row, payload: object) =>
      administrator.send({
        method: 'PATCH',
        url: `${url}/${id}`,
        headers: { 'if-match': `"${version}"` },
        payload,
      }),
    get: async (url: string) => (await administrator.send({ url })).body,
    async item(wish: { sku: string; [field: string]: unknown }) {
      const { status, body, text } = await post(ITEMS, { name: wish.sku, ...wish })
      if (status !== 201) throw new Error(text)
      return body
    },
    async client(name: string): Promise<string> {
      return (await post('/api/v1/access/owners', { kind: 'client', name })).body.id
    },
    putSomewhere: (item: string) =>
      query(
        `insert into ledger.bucket (item, location, owner, status)
         select $1, '00000000-0000-7000-8000-000000000011', 1, no from ledger.status limit 1`,
        [item],
      ),
  }
}

export function gtinOf(body: string): string {
  return body + gtinCheckDigit(body)
}
