import { randomUUID } from 'node:crypto'
import { startPlatform, type TestPlatform, type TestScope, tenBolts } from '@stowage/sdk/testing'
import scan from '../../scan/index.ts'
import labels from '../index.ts'

/** A right number of 14 digits. */
export const GTIN = '09501101530003'

/** A warehouse whose labels are printed: one of each kind of thing. */
export async function warehouse(t: TestScope) {
  const platform = await startPlatform(t, { plugins: [scan, labels] })
  const scene = await tenBolts(platform)
  const { create, site, bin } = scene
  const { id: item } = await create('/items', {
    sku: 'OAT-1',
    name: 'Oat drink',
    baseUnit: 'each',
    gtin: GTIN,
    hasLots: true,
  })
  const { id: lot } = await create('/items/lots', { item, name: 'AB-123', expiresOn: '2027-12-31' })
  const { id: series } = await create('/locations/unit-series', {
    name: 'Pallets',
    scheme: 'sscc',
    prefix: '9501101530',
  })
  const { id: unit } = await create('/locations/handling-units', { series, location: bin })
  const calls = callsOf(platform)
  /** Registers a printer on this machine; an administrator allows it with its port. */
  const addPrinter = async (port: number, more: object = {}): Promise<string> => {
    // A port that another printer of the test had is allowed already.
    const payload = { host: '127.0.0.1', port, plainHttp: true }
    await platform.administrator.send({ method: 'POST', url: '/api/v1/host/allowed-targets', payload })
    const printer = { name: `Printer ${randomUUID()}`, connection: 'raw', host: '127.0.0.1', port, ...more }
    return (await calls.done('/printers', { language: 'zpl', resolution: 8, ...printer })).id
  }
  return { ...scene, platform, site, bin, item, lot, series, unit, addPrinter, ...calls }
}

function callsOf({ administrator }: TestPlatform) {
  /** Sends to `/api/v1/labels`, and hands on whatever is answered. */
  const post = (path: string, payload: object, headers = {}) =>
    administrator.send({ method: 'POST', url: `/api/v1/labels${path}`, payload, headers })
  const get = (path: string) => administrator.send({ url: `/api/v1/labels${path}` })
  /** What must succeed. */
  const done = async (path: string, payload: object) => {
    const { status, body, text } = await post(path, payload)
    if (status >= 300) throw new Error(`POST ${path}: ${status} ${text}`)
    return body
  }
  return { post, get, done }
}
