import type { Pickable } from './entity-picker.tsx'
import { statusWord } from './status-chip.tsx'

/** Items by SKU, name or GTIN. */
export const anyItem: Pickable = { resource: 'items', code: 'sku', name: 'name' }

/** Items that are kept in lots. */
export const anyItemWithLots: Pickable = { ...anyItem, filter: { hasLots: true } }

/** Every location, by its code or barcode. */
export const anyLocation: Pickable = { resource: 'locations', code: 'code' }

/** Handling units in use, by what their label says. */
export const anyUnit: Pickable = { resource: 'handling-units', code: 'code', filter: { isActive: true } }

/** Where codes of handling units come from. */
export const anyUnitSeries: Pickable = { resource: 'unit-series', code: 'prefix', name: 'name' }

/** Sites by code or name. */
export const anySite: Pickable = { resource: 'sites', code: 'code', name: 'name' }

/** Whose stock it is. */
export const anyOwner: Pickable = { resource: 'owners', code: 'name' }

/** The people who log in. */
export const anyPerson: Pickable = { resource: 'users', code: 'name', name: 'email' }

/** Legal entities. */
export const anyCompany: Pickable = { resource: 'companies', code: 'name' }

/** Lots of any item, by the name on the goods. */
export const anyLot: Pickable = { resource: 'lots', code: 'name', name: 'sku' }

/** Why stock was changed. */
export const anyReason: Pickable = {
  resource: 'reasons',
  code: 'code',
  name: 'title',
  key: 'code',
  filter: { isActive: true },
}

/** What may be done with stock: unrestricted, quarantine, damaged, … */
export const anyStatus: Pickable = {
  resource: 'statuses',
  code: 'name',
  key: 'name',
  isShort: true,
  wordOf: ({ name, title }) => statusWord(String(name), String(title)),
}

/** Places that can hold stock: all but those outside the building. */
export const balancedLocation: Pickable = {
  resource: 'locations',
  code: 'code',
  filter: { kind: ['site', 'area', 'bin', 'transit'], isActive: true },
}
