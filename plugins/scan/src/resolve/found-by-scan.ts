import type { NamedThing, ScanResolver } from '@stowage/sdk'
import { readScan, withoutSuffix } from '../gs1/read-scan.ts'
import { choose } from './choose.ts'
import { findThings } from './find-things.ts'
import type { Thing } from './resolved.ts'

/** Where the desk shows a thing; a person and a place outside the screens have none. */
const SCREENS: Readonly<Record<Thing['kind'], string | undefined>> = {
  item: '/items/{id}/show',
  handling_unit: '/handling-units/{id}/show',
  location: '/locations/{id}/show',
  operator: undefined,
}

/** The one field for everything finds by whatever a label says: brackets, element string or link. */
export const foundByScan: ScanResolver = {
  name: 'scan.gs1',
  title: 'Scanned',
  permission: 'scan.code.read',
  async find(trx, text) {
    const scan = readScan(withoutSuffix(text))
    if (scan.elements.length === 0) return []
    const { thing, candidates } = choose(await findThings(trx, scan, {}), {})
    return [...(thing === null ? [] : [thing]), ...candidates].flatMap(namedOf)
  },
}

/** A piece or a lot that is known has a screen of its own, and says more than its item. */
function namedOf(thing: Thing): NamedThing[] {
  const { lot, serial, reading } = thing
  const detail = [thing.name, reading].filter((part) => part !== null).join(' · ')
  if (serial?.id) return [{ id: serial.id, label: serial.number, detail, to: `/serials/${serial.id}/show` }]
  if (lot?.id) return [{ id: lot.id, label: lot.name, detail, to: `/lots/${lot.id}/show` }]
  const to = SCREENS[thing.kind]?.replace('{id}', thing.id)
  return to === undefined ? [] : [{ id: thing.id, label: thing.code, detail, to }]
}
