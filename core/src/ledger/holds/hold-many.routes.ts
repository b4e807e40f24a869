import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { List } from '../../http/list/define-list.ts'
import type { ListDeclaration } from '../../http/list/list-declaration.ts'
import { itemList } from '../../items/item.list.ts'
import { lotList } from '../../items/lots/lot.list.ts'
import { locationList } from '../../locations/location.list.ts'
import { unitList } from '../../locations/units/unit.list.ts'
import { serialList } from '../serials/serial.list.ts'
import { NewHold } from './hold.schemas.ts'
import { placeHolds } from './hold.service.ts'
import type { HoldScope } from './open-holds.ts'

/** What is listed and may be held, by the last part of the route's path. */
const HELD: Readonly<Record<string, { readonly scope: HoldScope; readonly list: List | ListDeclaration }>> = {
  items: { scope: 'item', list: itemList },
  lots: { scope: 'lot', list: lotList },
  locations: { scope: 'location', list: locationList },
  'handling-units': { scope: 'handling_unit', list: unitList },
  serials: { scope: 'serial', list: serialList },
}

const Stop = Type.Omit(NewHold, ['id', 'scope', 'subject'], { additionalProperties: false })

/** `POST /api/v1/ledger/holds/of/<list>/bulk`: a hold on each row that was chosen, or that a filter finds. */
export function holdManyRoutes(permissions: ReadonlyMap<string, unknown>): FastifyPluginAsyncTypebox {
  return async (app) => {
    for (const [name, { scope, list }] of Object.entries(HELD)) {
      app.bulk(`/holds/of/${name}`, {
        permission: 'ledger.hold.place',
        tags: ['ledger'],
        list,
        change: Stop,
        summary: `Place a hold on many ${name.replace('-', ' ')}`,
        apply: (trx, author, { id, change }) =>
          placeHolds(trx, author, { wishes: [{ ...change, scope, subject: id }], permissions, at: () => '' }),
      })
    }
  }
}
