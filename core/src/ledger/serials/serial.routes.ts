import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { refuse, type Transaction } from '@stowage/sdk'
import { type TObject, Type } from 'typebox'
import { authorOf } from '../../audit/author-of.ts'
import { recordChange } from '../../audit/record-change.ts'
import { holdIds } from '../../audit/versioned-row.ts'
import { isFieldWriteWaiting } from '../../host/fields/field-writes.ts'
import { IfMatch, versionSeen, withVersion } from '../../http/if-match.ts'
import type { List } from '../../http/list/define-list.ts'
import type { ListQuery } from '../../http/list/list-declaration.ts'
import { SERIAL, serialHistory, serialList, serialsOfLine } from './serial.list.ts'
import { Serial } from './serial.schemas.ts'

const tags = ['ledger']
const params = Type.Object({ id: Type.String({ format: 'uuid' }) })
const lineParams = Type.Object({ id: Type.Integer({ minimum: 1 }) })
const readStock = { permission: 'ledger.balance.read' }
const readMovements = { permission: 'ledger.movement.read' }

/** `/api/v1/ledger/serials`: where each piece with a number is, and the way it went. */
export const serialRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.list('/serials', { ...readStock, list: serialList, summary: 'List serial numbers' })

  app.get(
    '/serials/:id',
    {
      config: { ...readStock, entity: SERIAL },
      schema: { tags, summary: 'Read one serial number', params, response: { 200: Serial } },
    },
    async (request, reply) =>
      withVersion(reply, await request.transaction((trx) => serialOf(trx, request.params.id))),
  )

  await app.register(changeRoute)

  app.get<{ Params: { id: string }; Querystring: ListQuery }>(
    '/serials/:id/history',
    {
      config: readMovements,
      schema: {
        tags,
        summary: 'List the lines that a serial number was on',
        params,
        querystring: pagesOf(serialHistory, 'serial'),
        response: { 200: serialHistory.response },
      },
    },
    async (request) =>
      request.transaction(async (trx) => {
        const { id } = await serialOf(trx, request.params.id)
        return serialHistory.run(trx, { ...request.query, serial: id })
      }),
  )

  app.get<{ Params: { id: number }; Querystring: ListQuery }>(
    '/lines/:id/serials',
    {
      config: readMovements,
      schema: {
        tags,
        summary: 'List the serial numbers of a line',
        params: lineParams,
        querystring: pagesOf(serialsOfLine, 'line'),
        response: { 200: serialsOfLine.response },
      },
    },
    async (request) =>
      request.transaction((trx) => serialsOfLine.run(trx, { ...request.query, line: request.params.id })),
  )
}

const changeRoute: FastifyPluginAsyncTypebox = async (app) => {
  app.patch(
    '/serials/:id',
    {
      config: { permission: 'ledger.movement.post', entity: SERIAL },
      schema: {
        tags,
        summary: 'Say what fields keep of a piece',
        description: 'Fields that plugins and administrators add; all else of a piece is said by movements.',
        params,
        headers: IfMatch,
        body: Type.Object({}, { additionalProperties: false }),
        response: { 200: Serial },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const sent = versionSeen(request)
      const changed = await request.transaction(async (trx) => {
        await holdIds(trx, [id])
        const serial = await serialOf(trx, id)
        if (serial.version !== sent) throw refuse('http.version_conflict', { sent, current: serial.version })
        if (!isFieldWriteWaiting(trx, { entity: SERIAL, id })) return serial
        const { no } = await trx('access.owner').where({ id: serial.owner.id }).first('no')
        await recordChange(trx, { ...authorOf(request), entity: SERIAL, id, action: 'change', owner: no })
        return serialOf(trx, id)
      })
      return withVersion(reply, changed)
    },
  )
}

async function serialOf(trx: Transaction, id: string): Promise<Serial> {
  const { data } = await serialList.run(trx, { id })
  if (data[0] === undefined) throw refuse('ledger.serial_not_found', { id })
  return data[0] as Serial
}

/** The query of a list without what the path says, and without CSV. */
function pagesOf(list: List, inPath: string): TObject {
  const { [inPath]: _, format: __, ...properties } = list.querystring.properties
  return Type.Object(properties, { additionalProperties: false })
}
