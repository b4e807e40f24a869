import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { ListDeclaration, Transaction } from '@stowage/sdk'
import type { FastifyInstance, preHandlerAsyncHookHandler } from 'fastify'
import { type Static, type TSchema, Type } from 'typebox'
import { authorOf } from '../audit/author-of.ts'
import type { Author } from '../audit/record-change.ts'
import type { Created } from '../audit/versioned-row.ts'
import { IfMatch, versionSeen, withVersion } from './if-match.ts'
import type { List } from './list/define-list.ts'

interface Versioned {
  readonly version: number
}

/** What a route says of itself in the API's description. */
export interface RouteWords {
  readonly summary: string
  readonly description?: string
}

/** Records that people read, make and change, and the functions that do it. */
export interface RecordRoutes<New extends TSchema, Patch extends TSchema> {
  /** Where they are, beneath the plugin's own address: `/lots`. */
  readonly path: string
  readonly tags: string[]
  /** The audit's name of such records, where plugins may add fields to them: `items.lot`. */
  readonly entity?: string
  readonly permissions: { readonly read: string; readonly write: string }
  /** Who may write at all, where the permission is not enough: `staffOnly`. */
  readonly writers?: preHandlerAsyncHookHandler
  /** The list of them, where many may be changed at once. */
  readonly list?: List | ListDeclaration
  readonly row: TSchema
  readonly newRow: New
  readonly patch: Patch
  readonly words: { readonly read: string; readonly create: RouteWords; readonly change: RouteWords }
  get(trx: Transaction, id: string): Promise<Versioned>
  create(trx: Transaction, author: Author, wish: Static<New>): Promise<Created<Versioned>>
  change(trx: Transaction, author: Author, change: RecordChange<Static<Patch>>): Promise<Versioned>
  /** Is called once a change stands in the database. */
  changed?(): void
}

/** What somebody wishes to be different in the record that he has seen in that version. */
export interface RecordChange<Patch> {
  readonly id: string
  readonly version: number
  readonly patch: Patch
}

const params = Type.Object({ id: Type.String({ format: 'uuid' }) })

/**
 * The routes that all records have: read one, with its version as ETag; create one, 201 the first time and
 * 200 where the client's id stands already with the same content; change one by If-Match; change many alike.
 */
export function recordRoutes<New extends TSchema, Patch extends TSchema>(
  records: RecordRoutes<New, Patch>,
): FastifyPluginAsyncTypebox {
  const { path, tags, permissions, row, newRow, patch, words } = records
  const ofEntity = records.entity === undefined ? {} : { entity: records.entity }
  const config = { permission: permissions.write, ...ofEntity }
  const preHandler = records.writers === undefined ? {} : { preHandler: records.writers }

  return async (app) => {
    if (records.list !== undefined) addBulk(app, records, records.list)
    app.get(
      `${path}/:id`,
      {
        config: { permission: permissions.read, ...ofEntity },
        schema: { tags, summary: words.read, params, response: { 200: row } },
      },
      async (request, reply) =>
        withVersion(reply, await request.transaction((trx) => records.get(trx, request.params.id))),
    )

    app.post(
      path,
      {
        config,
        ...preHandler,
        schema: { tags, ...words.create, body: newRow, response: { 200: row, 201: row } },
      },
      async (request, reply) => {
        const wish = request.body as Static<New>
        const made = await request.transaction((trx) => records.create(trx, authorOf(request), wish))
        records.changed?.()
        return reply.code(made.isNew ? 201 : 200).send(withVersion(reply, made.row))
      },
    )

    app.patch(
      `${path}/:id`,
      {
        config,
        ...preHandler,
        schema: { tags, ...words.change, params, headers: IfMatch, body: patch, response: { 200: row } },
      },
      async (request, reply) => {
        const { id } = request.params
        const wish = { id, version: versionSeen(request), patch: request.body as Static<Patch> }
        const standing = await request.transaction((trx) => records.change(trx, authorOf(request), wish))
        records.changed?.()
        return withVersion(reply, standing)
      },
    )
  }
}

function addBulk<New extends TSchema, Patch extends TSchema>(
  app: FastifyInstance,
  { path, tags, permissions, writers, patch, words, change: changeOne, changed }: RecordRoutes<New, Patch>,
  list: List | ListDeclaration,
): void {
  app.bulk(path, {
    permission: permissions.write,
    ...(writers && { preHandler: writers }),
    tags,
    list,
    change: patch,
    summary: `${words.change.summary}: many alike`,
    apply: (trx, author, { change, ...seen }) => changeOne(trx, author, { ...seen, patch: change }),
    ...(changed && { done: changed }),
  })
}
