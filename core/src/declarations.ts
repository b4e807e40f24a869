import type { PluginDeclaration } from '@stowage/sdk'
import access from './access/index.ts'
import host from './host/index.ts'
import imports from './imports/index.ts'
import items from './items/index.ts'
import ledger from './ledger/index.ts'
import locations from './locations/index.ts'

export type { AccessService } from './access/access.service.ts'
export type { ImportService } from './imports/import.service.ts'
export type { ItemService } from './items/item.service.ts'
export type { LedgerService } from './ledger/ledger.service.ts'
export type { LocationService } from './locations/location.service.ts'

/** Core's own plugins, declared with the same object as everybody's: there is no private door. */
export const coreDeclarations: readonly PluginDeclaration[] = [
  access,
  host,
  imports,
  items,
  locations,
  ledger,
]
