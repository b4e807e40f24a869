import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { refuse, type ServiceContext } from '@stowage/sdk'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { IdParams } from '../../access/wire-types.ts'
import { recordChange } from '../../audit/record-change.ts'
import { XLSX } from '../../http/list/list-xlsx.ts'
import { kernelOf } from '../../plugin-host/kernel.ts'
import { asImporter } from '../import.routes.ts'
import { Correction, RefusedRow } from '../import.schemas.ts'
import { refusedFile } from './refused-file.ts'
import { correctRow, describer, readRefused } from './refused-rows.ts'

const tags = ['imports']
const read = { permission: 'imports.import.read' }
const RowParams = Type.Object({ id: Type.String({ format: 'uuid' }), number: Type.Integer({ minimum: 1 }) })
const PAGE_MAX = 200

/**
 * The rows that were refused: to be read, to be corrected where they stand, and to be taken out as a
 * file.
 */
export function refusedRoutes(context: ServiceContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(readRoute(context))
    await app.register(correctRoute(context))
    await app.register(fileRoute(context))
  }
}

function readRoute(context: ServiceContext): FastifyPluginAsyncTypebox {
  const { errors, plugins } = kernelOf(context)
  const { imports } = context.services
  return async (app) => {
    app.get(
      '/:id/refused-rows',
      {
        config: read,
        schema: {
          tags,
          summary: 'List the rows that were refused, each with what is wrong',
          params: IdParams,
          querystring: Type.Object(
            {
              after: Type.Optional(Type.Integer({ minimum: 0, description: 'The last number seen' })),
              limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE_MAX })),
            },
            { additionalProperties: false },
          ),
          response: {
            200: Type.Object({
              data: Type.Array(RefusedRow),
              next: Type.Union([Type.Integer(), Type.Null()], {
                description: 'Gives the next ones as `after`',
              }),
            }),
          },
        },
      },
      (request) =>
        request.transaction(async (trx) => {
          const { after = 0, limit = 50 } = request.query
          const record = await imports.get(trx, request.params.id)
          const describe = describer({ record, errors, plugins, language: request.language })
          const rows = await readRefused(trx, record.id, { after, limit: limit + 1 })
          const data = rows.slice(0, limit).map(describe)
          return { data, next: rows.length > limit ? data.at(-1)!.number : null }
        }),
    )
  }
}

function correctRoute(context: ServiceContext): FastifyPluginAsyncTypebox {
  const { errors, plugins } = kernelOf(context)
  const { imports } = context.services
  return async (app) => {
    app.put(
      '/:id/refused-rows/:number',
      {
        config: { permission: 'imports.import.write' },
        schema: {
          tags,
          summary: 'Correct cells of a row that was refused; the file itself stays as it came',
          params: RowParams,
          body: Correction,
          response: { 200: RefusedRow },
        },
      },
      (request) =>
        asImporter(context, request, async (trx, author) => {
          const { number } = request.params
          const record = await imports.get(trx, request.params.id)
          if (['checking', 'running', 'undoing'].includes(record.state)) {
            throw refuse('imports.not_now', { state: record.state, wanted: ['checked', 'done', 'failed'] })
          }
          const row = await correctRow(trx, record, { number, cells: request.body.cells })
          const { id, owner } = record
          const after = { row: number, cells: request.body.cells }
          await recordChange(trx, {
            ...author,
            entity: 'imports.import',
            id,
            owner,
            action: 'correct',
            after,
          })
          return describer({ record, errors, plugins, language: request.language })(row)
        }),
    )
  }
}

function fileRoute(context: ServiceContext): FastifyPluginAsyncTypebox {
  const { errors, plugins } = kernelOf(context)
  const { imports } = context.services
  return async (app) => {
    app.get(
      '/:id/refused-rows/file',
      {
        config: read,
        schema: {
          tags,
          summary:
            'Take the refused rows out as a file like the one they came in, with what is wrong beside them',
          params: IdParams,
          response: {
            200: {
              description: 'The rows, with a column "problem", to be corrected and imported again',
              content: {
                'text/csv': { schema: Type.String() },
                [XLSX]: { schema: Type.String({ format: 'binary' }) },
              },
            },
          },
        },
      },
      async (request, reply) => {
        const record = await request.transaction((trx) => imports.get(trx, request.params.id))
        const describe = describer({ record, errors, plugins, language: request.language })
        const file = refusedFile(record, {
          describe,
          read: (after, limit) => request.transaction((trx) => readRefused(trx, record.id, { after, limit })),
        })
        return named(reply, record.fileName, record.format.kind).send(file as never)
      },
    )
  }
}

function named(reply: FastifyReply, fileName: string, kind: 'csv' | 'xlsx'): FastifyReply {
  const plain = fileName.replace(/\.[^.]*$/, '').replaceAll(/[^\x20-\x7e]|["\\%;]/g, '_')
  reply.header('content-disposition', `attachment; filename="${plain}-refused.${kind}"`)
  return reply.type(kind === 'xlsx' ? XLSX : 'text/csv')
}
