/** A list's filters as react-admin keeps them: plain values, arrays, or one object of operators per field. */
export type Filter = Readonly<Record<string, unknown>>

/** What the server's list routes answer. */
export interface ListAnswer<Row> {
  readonly data: readonly Row[]
  readonly nextCursor: string | null
  readonly total?: number
}

/**
 * Writes filters the way the API reads them: `sku=7`, `at[gte]=…`, `status[in]=a,b`. Empty ones are left out.
 */
export function filterQuery(filter: Filter): URLSearchParams {
  const query = new URLSearchParams()
  for (const [field, value] of Object.entries(filter)) {
    if (isEmpty(value)) continue
    if (Array.isArray(value)) query.set(`${field}[in]`, value.join(','))
    else if (typeof value === 'object' && value !== null) {
      for (const [operator, operand] of Object.entries(value)) {
        if (!isEmpty(operand)) query.set(`${field}[${operator}]`, String(operand))
      }
    } else query.set(field, String(value))
  }
  return query
}

/** `{ field: 'createdAt', order: 'DESC' }` becomes `-createdAt`. */
export function sortParameter(
  sort: { field: string; order: 'ASC' | 'DESC' } | undefined,
): string | undefined {
  if (!sort?.field || sort.field === 'id') return undefined
  return sort.order === 'DESC' ? `-${sort.field}` : sort.field
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}
