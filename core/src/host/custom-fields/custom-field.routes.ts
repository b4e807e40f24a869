import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Transaction } from '@stowage/sdk'
import { Type } from 'typebox'
import { staffOnly } from '../../access/staff-only.ts'
import { IdParams } from '../../access/wire-types.ts'
import { authorOf } from '../../audit/author-of.ts'
import { IfMatch, versionSeen, withVersion } from '../../http/if-match.ts'
import type { Kernel } from '../../plugin-host/kernel.ts'
import { extensionsOf } from '../fields/extensions.ts'
import { customFieldList } from './custom-field.list.ts'
import type { CustomField } from './custom-field.model.ts'
import {
  FieldDetail as Detail,
  EntitiesOnTheWire,
  type FieldDetail,
  FieldPatch,
  NewField,
} from './custom-field.schemas.ts'
import {
  changeField,
  countRecords,
  createField,
  type FieldSurroundings,
  findField,
  removeField,
} from './custom-field.service.ts'
import { namedEntities } from './entities.ts'

const tags = ['fields']
const read = { permission: 'host.field.read' }
const write = { permission: 'host.field.manage' }
const preHandler = staffOnly('host.staff_only')

const Removal = Type.Object(
  {
    withValues: Type.Optional(
      Type.Boolean({
        description: 'Whether what records say of it goes too; without it a field that is used stays',
      }),
    ),
  },
  { additionalProperties: false },
)

/** What is done to the definitions. */
export interface FieldsChange<Result> {
  /** The field that becomes of another kind or goes: an index of the old kind would refuse new values. */
  readonly reshapes?: string | undefined
  readonly work: (trx: Transaction) => Promise<Result>
}

/** Changes the definitions, and has all nodes follow. */
type DefineFields = <Result>(kernel: Kernel, change: FieldsChange<Result>) => Promise<Result>
type Change = <Result>(change: FieldsChange<Result>) => Promise<Result>

/** `/api/v1/host/fields`: what administrators have records say beside what they say by themselves. */
export function customFieldRoutes(kernel: Kernel, define: DefineFields): FastifyPluginAsyncTypebox {
  const around = { ...kernel, extensions: extensionsOf(kernel.plugins) }
  return async (app) => {
    app.list('/fields', {
      ...read,
      list: customFieldList,
      summary: 'List the fields that administrators defined',
    })
    app.get(
      '/fields/entities',
      {
        config: read,
        schema: {
          tags,
          summary: 'List the records that can be given fields',
          response: { 200: EntitiesOnTheWire },
        },
      },
      async ({ language }) => ({ data: namedEntities(kernel.entities, kernel.plugins, language) }),
    )
    app.get(
      '/fields/:id',
      {
        config: read,
        schema: {
          tags,
          summary: 'Read one field, and how many records say it',
          params: IdParams,
          response: { 200: Detail },
        },
      },
      async (request, reply) =>
        withVersion(
          reply,
          await request.transaction(async (trx) => detailOf(trx, await findField(trx, request.params.id))),
        ),
    )
    const change: Change = (wish) => define(kernel, wish)
    await app.register(writeRoutes(change, around))
    await app.register(removal(change))
  }
}

function writeRoutes(define: Change, around: FieldSurroundings): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/fields',
      {
        config: write,
        preHandler,
        schema: {
          tags,
          summary: 'Give some records a field',
          description:
            'It is there at once, on all nodes: in the API, in lists, filters, CSV, forms and the audit.',
          body: NewField,
          response: { 200: Detail, 201: Detail },
        },
      },
      async (request, reply) => {
        const { row, isNew } = await define({
          work: async (trx) => {
            const made = await createField(trx, authorOf(request), { wish: request.body, around })
            return { ...made, row: await detailOf(trx, await findField(trx, made.row.id)) }
          },
        })
        return reply.code(isNew ? 201 : 200).send(withVersion(reply, row))
      },
    )
    app.patch(
      '/fields/:id',
      {
        config: write,
        preHandler,
        schema: {
          tags,
          summary: 'Change a field, retire it, or bring it back',
          description:
            'Rules that become stricter hold for what is said from then on. Another kind is refused where ' +
            'what records say would not fit it.',
          params: IdParams,
          headers: IfMatch,
          body: FieldPatch,
          response: { 200: Detail },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const wish = { id, version: versionSeen(request), patch: request.body, around }
        const row = await define({
          reshapes: request.body.kind === undefined ? undefined : id,
          work: async (trx) => detailOf(trx, await changeField(trx, authorOf(request), wish)),
        })
        return withVersion(reply, row)
      },
    )
  }
}

function removal(define: Change): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.delete(
      '/fields/:id',
      {
        config: write,
        preHandler,
        schema: {
          tags,
          summary: 'Remove a field for good',
          params: IdParams,
          headers: IfMatch,
          querystring: Removal,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const wish = { id, version: versionSeen(request), isWithValues: request.query.withValues === true }
        await define({
          reshapes: id,
          work: (trx) => removeField(trx, authorOf(request), wish),
        })
        return reply.code(204).send(null)
      },
    )
  }
}

async function detailOf(trx: Transaction, row: CustomField): Promise<FieldDetail> {
  return { ...row, records: await countRecords(trx, row) } as unknown as FieldDetail
}
