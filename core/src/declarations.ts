import type { PluginDeclaration } from '@stowage/sdk'
import access from './access/index.ts'
import items from './items/index.ts'
import ledger from './ledger/index.ts'
import locations from './locations/index.ts'

/** Core's own plugins, declared with the same object as everybody's: there is no private door. */
export const coreDeclarations: readonly PluginDeclaration[] = [access, items, locations, ledger]
