export type Send = (
  method: string,
  path: string,
  body?: object,
  headers?: Readonly<Record<string, string>>,
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asks for, and asserts it
) => Promise<{ status: number; body: any }>

export const FIELDS = '/api/v1/host/fields'
export const changing = (version: number) => ({ 'if-match': `"${version}"` })

export const itemMaker = (send: Send) => (sku: string, custom?: object) =>
  send('POST', '/api/v1/items', { sku, name: sku, ...(custom && { fields: { custom } }) })
