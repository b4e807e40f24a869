import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { staffOnly } from '../../access/staff-only.ts'
import { Id, IdParams } from '../../access/wire-types.ts'
import { authorOf } from '../../audit/author-of.ts'
import { IfMatch, versionSeen, withVersion } from '../../http/if-match.ts'
import { createUnits, wishesOf } from './create-units.ts'
import { unitKindList, unitList } from './unit.list.ts'
import { NewUnit, NewUnits, UnitDetail, UnitPatch } from './unit.schemas.ts'
import { changeUnit } from './unit.service.ts'
import { unitDetail } from './unit-detail.ts'

const tags = ['handling units']
const read = { permission: 'locations.handling_unit.read' }
const write = { permission: 'locations.handling_unit.write' }
const BODY_LIMIT_BYTES = 8 * 1024 * 1024

/** `/api/v1/locations/handling-units` */
export const unitRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.list('/handling-units', { ...read, list: unitList, summary: 'List handling units' })
  app.list('/handling-unit-kinds', { ...read, list: unitKindList, summary: 'List kinds of handling units' })

  app.get(
    '/handling-units/:id',
    {
      config: { ...read, entity: 'locations.handling_unit' },
      schema: {
        tags,
        summary: 'Read one handling unit with all that is in it',
        params: IdParams,
        response: { 200: UnitDetail },
      },
    },
    async (request, reply) =>
      withVersion(reply, await request.transaction((trx) => unitDetail(trx, request.params.id))),
  )

  await app.register(creation)
  await app.register(changing)
}

const CreatedAnswer = Type.Object({
  units: Type.Array(Type.Object({ id: Id, code: Type.String() }), {
    description: 'In the order of their codes',
  }),
})

const preHandler = staffOnly('locations.staff_only')

const creation: FastifyPluginAsyncTypebox = async (app) => {
  app.post(
    '/handling-units',
    {
      config: { ...write, entity: 'locations.handling_unit' },
      preHandler,
      schema: {
        tags,
        summary: 'Create a handling unit',
        description:
          'Its code is what the label says; 18 digits are an SSCC and need a right check digit. Without ' +
          'a code one is drawn from a series. It may begin in a place or in another unit; else the first ' +
          'stock put into it places it.',
        body: NewUnit,
        response: { 200: UnitDetail, 201: UnitDetail },
      },
    },
    async (request, reply) => {
      const { unit, isNew } = await request.transaction(async (trx) => {
        const { ids, isNew } = await createUnits(trx, authorOf(request), [request.body])
        return { unit: await unitDetail(trx, ids[0]!), isNew }
      })
      return reply.code(isNew ? 201 : 200).send(withVersion(reply, unit))
    },
  )

  app.post(
    '/handling-units/batch',
    {
      config: write,
      preHandler,
      bodyLimit: BODY_LIMIT_BYTES,
      schema: {
        tags,
        summary: 'Create many handling units, all or none',
        description:
          'Name them under `units`, or say under `make` how many to make with codes drawn for them.',
        body: NewUnits,
        response: { 200: CreatedAnswer, 201: CreatedAnswer },
      },
    },
    async (request, reply) => {
      const { rows, isNew } = await request.transaction(async (trx) => {
        const { ids, isNew } = await createUnits(trx, authorOf(request), wishesOf(request.body))
        const rows: { id: string; code: string }[] = await trx('locations.handling_unit')
          .whereRaw('id = any (?::uuid[])', [[...ids]])
          .orderBy('code')
          .select('id', 'code')
        return { rows, isNew }
      })
      return reply.code(isNew ? 201 : 200).send({ units: rows })
    },
  )
}

const changing: FastifyPluginAsyncTypebox = async (app) => {
  app.bulk('/handling-units', {
    ...write,
    preHandler,
    tags,
    list: unitList,
    change: UnitPatch,
    summary: 'Close, reopen or change many handling units alike',
    apply: (trx, author, { id, version, change }) => changeUnit(trx, author, { id, version, patch: change }),
  })

  app.patch(
    '/handling-units/:id',
    {
      config: { ...write, entity: 'locations.handling_unit' },
      preHandler,
      schema: {
        tags,
        summary: 'Relabel, close or reopen a handling unit',
        description: 'Where it stands is changed by moving it: POST /ledger/movements with handlingUnits.',
        params: IdParams,
        headers: IfMatch,
        body: UnitPatch,
        response: { 200: UnitDetail },
      },
    },
    async (request, reply) => {
      const wish = { id: request.params.id, version: versionSeen(request), patch: request.body }
      const unit = await request.transaction(async (trx) => {
        await changeUnit(trx, authorOf(request), wish)
        return unitDetail(trx, wish.id)
      })
      return withVersion(reply, unit)
    },
  )
}
