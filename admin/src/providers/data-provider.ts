import { type DataProvider, HttpError, type Identifier, type RaRecord } from 'react-admin'
import { say } from '../words/say.ts'
import { call } from './http-client.ts'
import { KeysetPages } from './keyset-pages.ts'
import { filterQuery, type ListAnswer, sortParameter } from './list-query.ts'
import { resourcePath } from './resource-paths.ts'

const mostRows = 200

/**
 * React-admin's questions in the API's words: keyset lists, PATCH with the version that was read, problem
 * answers as form errors.
 */
export function createDataProvider(pages = new KeysetPages()): DataProvider {
  const readOne = async (resource: string, id: Identifier, signal?: AbortSignal) => {
    const { path, key, hasGet } = resourcePath(resource)
    if (hasGet) return { data: named(resource, await call<RaRecord>(`${path}/${id}`, { signal })) }
    const found = await call<ListAnswer<RaRecord>>(`${path}?${filterQuery({ [key]: id })}`, { signal })
    const row = found.data[0]
    if (!row) throw new HttpError(say('There is no {resource} {id}.', { resource, id }), 404)
    return { data: named(resource, row) }
  }
  const list = async (resource: string, params: ListParams) => {
    const { page = 1, perPage = 50 } = params.pagination ?? {}
    const { path, isCounted } = resourcePath(resource)
    const found = await pages.read<RaRecord>(
      {
        path,
        isCounted,
        filter: params.filter ?? {},
        sort: sortParameter(params.sort),
        limit: Math.min(perPage, mostRows),
      },
      page,
      params.signal,
    )
    return {
      data: found.rows.map((row) => named(resource, row)),
      ...(found.total === undefined ? {} : { total: found.total }),
      pageInfo: { hasNextPage: found.hasNext, hasPreviousPage: page > 1 },
    }
  }
  return {
    supportAbortSignal: true,
    getList: (resource: string, params: ListParams) => list(resource, params),
    getOne: (resource: string, params: { id: Identifier; signal?: AbortSignal }) =>
      readOne(resource, params.id, params.signal),
    getMany: async (resource: string, params: { ids: Identifier[]; signal?: AbortSignal }) => {
      const ids = [...new Set(params.ids)].slice(0, mostRows)
      if (ids.length === 1)
        return { data: [(await readOne(resource, ids[0] as Identifier, params.signal)).data] }
      return list(resource, {
        filter: { [resourcePath(resource).key]: ids },
        pagination: { page: 1, perPage: mostRows },
        signal: params.signal,
      })
    },
    getManyReference: (resource: string, params: ListParams & { target: string; id: Identifier }) =>
      list(resource, { ...params, filter: { ...params.filter, [params.target]: params.id } }),
    create: async (resource: string, params: { data: Partial<RaRecord> }) => ({
      data: named(resource, await once(resource, withoutEmpty(params.data))),
    }),
    update,
    updateMany: () => Promise.reject(new Error('Rows are changed one by one, each with its own version.')),
    delete: remove,
    deleteMany: () => Promise.reject(new Error('Rows are removed one by one.')),
  } as DataProvider
}

interface ListParams {
  readonly pagination?: { readonly page?: number; readonly perPage?: number }
  readonly sort?: { field: string; order: 'ASC' | 'DESC' }
  readonly filter?: Record<string, unknown>
  readonly signal?: AbortSignal | undefined
}

/** Sends only what was changed, with the version it was read at, so that nobody's work is overwritten. */
async function update(
  resource: string,
  params: { id: Identifier; data: Partial<RaRecord>; previousData: RaRecord },
) {
  const { previousData } = params
  const changes = changedFields(params.data, previousData)
  if (Object.keys(changes).length === 0) return { data: previousData }
  const version: unknown = previousData.version
  return {
    data: named(
      resource,
      await call<RaRecord>(`${resourcePath(resource).path}/${params.id}`, {
        method: 'PATCH',
        body: changes,
        ...(version === undefined ? {} : { headers: { 'If-Match': `"${version}"` } }),
      }),
    ),
  }
}

/** Removes a row at the version it was read at. */
async function remove(resource: string, { id, previousData }: { id: Identifier; previousData?: RaRecord }) {
  const version: unknown = previousData?.version
  await call(`${resourcePath(resource).path}/${id}`, {
    method: 'DELETE',
    ...(version === undefined ? {} : { headers: { 'If-Match': `"${version}"` } }),
  })
  return { data: previousData ?? { id } }
}

const underWay = new Map<string, Promise<RaRecord>>()

/** A second press while the first is under way gets the first one's answer. */
function once(resource: string, body: Record<string, unknown>): Promise<RaRecord> {
  const key = JSON.stringify([resource, body])
  const known = underWay.get(key)
  if (known) return known
  const answer = call<RaRecord>(resourcePath(resource).path, { method: 'POST', body }).finally(() =>
    underWay.delete(key),
  )
  underWay.set(key, answer)
  return answer
}

/** React-admin names every row by `id`; some of ours are named by their code. */
function named(resource: string, row: RaRecord): RaRecord {
  const { key } = resourcePath(resource)
  return key === 'id' ? row : { ...row, id: row[key] }
}

function changedFields(data: Partial<RaRecord>, before: Partial<RaRecord>): Record<string, unknown> {
  const changes: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(data)) {
    // A field that may be empty but not null says so itself, by an empty text; any other is null by now.
    const cleaned = value === undefined ? null : value
    if (field === 'id') continue
    if (JSON.stringify(cleaned) === JSON.stringify(before[field] ?? null)) continue
    changes[field] = field === 'fields' ? changedKept(cleaned as Kept, before.fields as Kept) : cleaned
  }
  return changes
}

type Kept = Readonly<Record<string, Partial<RaRecord>>>

/** Of what plugins keep on a row too, only what was changed is sent: each of them has rules of its own. */
function changedKept(fields: Kept, before: Kept = {}): Kept {
  return Object.fromEntries(
    Object.entries(fields)
      .map(([plugin, said]) => [plugin, changedFields(said, before[plugin] ?? ({} as RaRecord))] as const)
      .filter(([, changes]) => Object.keys(changes).length > 0),
  )
}

/** A form's untouched fields are null or empty; the API's defaults stand for them. */
function withoutEmpty(data: Partial<RaRecord>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  )
}
