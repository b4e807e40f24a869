import type { FastifyPluginAsync } from 'fastify'
import { Type } from 'typebox'
import { defineList } from '../../http/list/define-list.ts'

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Id = Type.String({ format: 'uuid' })
const Place = nullable(Type.Object({ id: Id, code: Type.String() }))

/** Where a unit went. */
const UnitMoveRow = Type.Object({
  id: Type.Integer(),
  unit: Type.Object({ id: Id, code: Type.String() }),
  at: Type.String({ format: 'date-time' }),
  movement: nullable(Id),
  actor: Type.Object({ id: Id, name: Type.String() }),
  from: Type.Object({ location: Place, unit: Place }),
  to: Type.Object({ location: Place, unit: Place }),
  isCarried: Type.Boolean({ description: 'It came along inside another unit' }),
})

/** `GET /api/v1/ledger/unit-moves` */
const unitMoveList = defineList({
  from: (trx) =>
    trx('ledger.unit_move as m')
      .join('locations.handling_unit as u', 'u.id', 'm.unit')
      .leftJoin('access.actor as a', 'a.id', 'm.actor')
      .leftJoin('locations.location as fl', 'fl.id', 'm.from_location')
      .leftJoin('locations.handling_unit as fu', 'fu.id', 'm.from_parent')
      .leftJoin('locations.location as tl', 'tl.id', 'm.to_location')
      .leftJoin('locations.handling_unit as tu', 'tu.id', 'm.to_parent'),
  key: 'm.id',
  defaultSort: '-id',
  row: UnitMoveRow,
  fields: {
    id: { column: 'm.id', type: 'integer', sort: true },
    'unit.id': { column: 'm.unit', type: 'uuid', filter: ['eq'], parameter: 'unit' },
    'unit.code': { column: 'u.code', type: 'string' },
    at: { column: 'm.at', type: 'date-time' },
    movement: { column: 'm.movement', type: 'uuid', filter: ['eq'] },
    'actor.id': { column: 'm.actor', type: 'uuid' },
    'actor.name': { column: "coalesce(a.name, '')", type: 'string' },
    'from.location.id': { column: 'fl.id', type: 'uuid' },
    'from.location.code': { column: 'fl.code', type: 'string' },
    'from.unit.id': { column: 'fu.id', type: 'uuid' },
    'from.unit.code': { column: 'fu.code', type: 'string' },
    'to.location.id': { column: 'tl.id', type: 'uuid' },
    'to.location.code': { column: 'tl.code', type: 'string' },
    'to.unit.id': { column: 'tu.id', type: 'uuid' },
    'to.unit.code': { column: 'tu.code', type: 'string' },
    isCarried: { column: 'm.is_carried', type: 'boolean', filter: ['eq'] },
  },
})

/** `/api/v1/ledger/unit-moves`: the history of handling units, also of empty ones. */
export const unitMoveRoutes: FastifyPluginAsync = async (app) => {
  app.list('/unit-moves', {
    permission: 'ledger.movement.read',
    list: unitMoveList,
    summary: 'List where handling units have stood',
  })
}
