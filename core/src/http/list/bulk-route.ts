import { DomainError, type Refusal, type RowChange, refuse, type Transaction } from '@stowage/sdk'
import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'
import { type Static, type TObject, type TSchema, Type } from 'typebox'
import { authorOf } from '../../audit/author-of.ts'
import type { Author } from '../../audit/record-change.ts'
import type { Extension } from '../../host/fields/extensions.ts'
import type { ErrorRegistry } from '../../plugin-host/error-registry.ts'
import type { List } from './define-list.ts'
import type { ListDeclaration, ListQuery } from './list-declaration.ts'
import { listFor } from './list-for.ts'
import { listWith } from './list-route.ts'

/*
 * A change of many rows at once. The screen names them by their ids, or by the filter that it shows; what is
 * on its page is never the set to act on. Each row is changed on its own, by the same service as alone: one
 * that is refused says why, and the others go on.
 */

/** As many as are changed while somebody waits. */
const MOST_ROWS = 10_000
const MOST_IDS = 1_000
/** In one transaction. */
const PAGE = 500
const LIST_PAGE = 200
const MOST_REFUSALS = 100

/** What `app.bulk()` takes beside the path. */
export type BulkRoute<Change extends TSchema> = BulkRouteWords<Change> & (OneByOne<Change> | Together<Change>)

/** Each row is changed by the service that changes it alone. */
interface OneByOne<Change extends TSchema> {
  apply(trx: Transaction, author: Author, row: RowChange<Static<Change>>): Promise<unknown>
}

/** What is posted goes to the ledger as a batch: of each row it is told why it was refused, if it was. */
interface Together<Change extends TSchema> {
  applyAll(
    request: FastifyRequest,
    ids: readonly string[],
    change: Static<Change>,
  ): Promise<readonly (Pick<Refusal, 'code' | 'facts'> | undefined)[]>
}

interface BulkRouteWords<Change extends TSchema> {
  readonly permission: string
  readonly preHandler?: preHandlerAsyncHookHandler
  readonly tags?: string[]
  readonly list: List | ListDeclaration
  /** Of one row; the same for all of them. */
  readonly change: Change
  readonly summary: string
  /** Once something was changed. */
  done?(): void
}

const Answer = Type.Object(
  {
    done: Type.Integer({ description: 'How many rows were changed' }),
    refused: Type.Integer({ description: 'How many were not' }),
    refusals: Type.Array(
      Type.Object(
        { id: Type.String(), code: Type.String(), detail: Type.String() },
        { additionalProperties: false },
      ),
      { description: `Why not, of the first ${MOST_REFUSALS}` },
    ),
  },
  { additionalProperties: false },
)

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * Adds `POST <path>/bulk`: the query names rows as the list's own does, the body the change, and by `ids`
     * or `isAll` that these are meant.
     */
    bulk<Change extends TSchema>(path: string, route: BulkRoute<Change>): void
  }
}

/** Gives every scope `app.bulk()`. */
export function addBulkRoutes(
  app: FastifyInstance,
  errors: ErrorRegistry,
  extensions: ReadonlyMap<string, readonly Extension[]> = new Map(),
): void {
  app.decorate('bulk', function <
    Change extends TSchema,
  >(this: FastifyInstance, path: string, route: BulkRoute<Change>) {
    addBulkRoute(this, path, { ...route, list: listWith(route.list, extensions), errors })
  })
}

type CompiledBulkRoute<Change extends TSchema> = BulkRoute<Change> & {
  readonly list: List
  readonly errors: ErrorRegistry
}

function addBulkRoute<Change extends TSchema>(
  app: FastifyInstance,
  path: string,
  route: CompiledBulkRoute<Change>,
): void {
  const { permission, preHandler, tags, list, change, summary } = route
  app.post<{ Querystring: ListQuery; Body: Wish<Static<Change>> }>(
    `${path}/bulk`,
    {
      config: { permission },
      ...(preHandler && { preHandler }),
      schema: {
        ...(tags && { tags }),
        summary,
        description: 'Rows by their ids, or all that the query finds; those refused are told, each with why.',
        querystring: filtersOf(list),
        body: bodyOf(list, change),
        response: { 200: Answer },
      },
    },
    (request) => changeAll(request, route),
  )
}

type BulkRequest<Change> = FastifyRequest<{ Querystring: ListQuery; Body: Wish<Change> }>

async function changeAll<Change extends TSchema>(
  request: BulkRequest<Static<Change>>,
  route: CompiledBulkRoute<Change>,
): Promise<Static<typeof Answer>> {
  const { list, done, errors } = route
  const rows = await meantRows(request, listFor(list, request.actor, request.query))
  const refusals: Static<typeof Answer>['refusals'] = []
  let refused = 0
  for (let from = 0; from < rows.length; from += PAGE) {
    const page = rows.slice(from, from + PAGE)
    for (const [index, refusal] of (await changePage(request, route, page)).entries()) {
      if (refusal === undefined) continue
      refused += 1
      if (refusals.length === MOST_REFUSALS) continue
      const { code, facts } = refusal
      refusals.push({ id: page[index]!.id, code, detail: errors.sentence(code, facts, request.language) })
    }
  }
  if (refused < rows.length) done?.()
  return { done: rows.length - refused, refused, refusals }
}

/** @returns for each row why it was refused, if it was */
async function changePage<Change extends TSchema>(
  request: BulkRequest<Static<Change>>,
  route: CompiledBulkRoute<Change>,
  rows: readonly Meant[],
): Promise<readonly (Pick<Refusal, 'code' | 'facts'> | undefined)[]> {
  const { change } = request.body
  if ('applyAll' in route) {
    const ids = rows.map(({ id }) => id)
    return route.applyAll(request, ids, change)
  }
  return request.transaction(async (trx) => {
    const refusals: (DomainError | undefined)[] = []
    for (const row of rows) {
      refusals.push(await tried(trx, (inner) => route.apply(inner, authorOf(request), { ...row, change })))
    }
    return refusals
  })
}

interface Wish<Change> {
  readonly ids?: readonly (string | number)[]
  readonly isAll?: boolean
  readonly change: Change
}

function bodyOf<Change extends TSchema>({ shape }: List, change: Change) {
  const isCounted = shape.fields.some(({ name, type }) => name === 'id' && type === 'integer')
  const id = isCounted ? Type.Integer({ minimum: 1 }) : Type.String({ format: 'uuid' })
  return Type.Object(
    {
      ids: Type.Optional(Type.Array(id, { minItems: 1, maxItems: MOST_IDS, uniqueItems: true })),
      isAll: Type.Optional(Type.Boolean({ description: 'All that the query finds, where no ids are named' })),
      change,
    },
    { additionalProperties: false },
  )
}

/** What the list can be asked for, without what is about pages and files. */
function filtersOf({ querystring }: List): TObject {
  return Type.Omit(querystring, ['limit', 'cursor', 'sort', 'count', 'format'], {
    additionalProperties: false,
  }) as TObject
}

interface Meant {
  readonly id: string
  readonly version: number
}

/**
 * All of them before the first is changed, because a change may take a row out of what the query finds.
 * @throws `http.bulk_unnamed`, `http.bulk_too_many`
 */
async function meantRows(request: BulkRequest<unknown>, list: List): Promise<Meant[]> {
  const { ids, isAll } = request.body
  if (ids === undefined && isAll !== true) throw refuse('http.bulk_unnamed', {}, '/ids')
  const queries: ListQuery[] = []
  if (ids === undefined) queries.push(request.query)
  else {
    for (let from = 0; from < ids.length; from += LIST_PAGE) {
      queries.push({ ...request.query, 'id[in]': ids.slice(from, from + LIST_PAGE).join(',') })
    }
  }
  const rows: Meant[] = []
  for (const query of queries) {
    let cursor: string | null | undefined
    do {
      const asked = { ...query, limit: LIST_PAGE, ...(cursor && { cursor }) }
      const page = await request.transaction((trx) => list.run(trx, asked))
      for (const { id, version } of page.data as readonly Meant[]) rows.push({ id: String(id), version })
      if (rows.length > MOST_ROWS) throw refuse('http.bulk_too_many', { most: MOST_ROWS })
      cursor = page.nextCursor
    } while (cursor)
  }
  return rows
}

/** Tries it on its own within the transaction: what is refused leaves nothing behind. */
async function tried(
  trx: Transaction,
  work: (inner: Transaction) => Promise<unknown>,
): Promise<DomainError | undefined> {
  try {
    await trx.transaction((inner) => work(inner as Transaction))
    return undefined
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
}
