import type { ReactNode } from 'react'
import { ChoiceFilter, DayFilter, InstantFilter, PickFilter, SearchFilter } from '../pieces/list-filters.tsx'
import type { ScreenResource } from '../plugin-screens/manifest.ts'
import { type FieldShape, fieldsOf } from './field-shape.ts'
import { usePickable } from './references.ts'

const mostFilters = 8
const yesOrNo = [
  { id: 'true', name: 'Yes' },
  { id: 'false', name: 'No' },
]

/** The filters that the list's query offers, for those members of a row that one may ask for. */
export function SchemaFilters({ resource }: { resource: ScreenResource }) {
  const { query, row, titlePlural } = resource
  const filters = fieldsOf(row)
    .flatMap((field) => filtersOf(field, query))
    .slice(0, mostFilters)
  return (
    <>
      {query.q ? <SearchFilter placeholder={`Search ${titlePlural.toLowerCase()}`} /> : null}
      {filters}
    </>
  )
}

function filtersOf(field: FieldShape, query: ScreenResource['query']): ReactNode[] {
  const { source, title, kind, choices } = field
  const has = (operator: string) => query[`${source}[${operator}]`] !== undefined
  if (query[source] !== undefined) {
    if (kind === 'choice')
      return [<ChoiceFilter key={source} source={source} label={title} choices={choices} />]
    if (kind === 'boolean')
      return [<ChoiceFilter key={source} source={source} label={title} choices={yesOrNo} />]
    if (kind === 'reference') return [<ReferenceFilter key={source} field={field} />]
  }
  if (kind === 'date' || kind === 'date-time') {
    const Filter = kind === 'date' ? DayFilter : InstantFilter
    return [
      ...(has('gte')
        ? [<Filter key={`${source} from`} source={`${source}.gte`} label={`${title}, from`} />]
        : []),
      ...(has('lte')
        ? [<Filter key={`${source} to`} source={`${source}.lte`} label={`${title}, to`} />]
        : []),
    ]
  }
  if (kind === 'text' && has('contains')) {
    return [<SearchFilter key={source} source={`${source}.contains`} placeholder={title} />]
  }
  return []
}

function ReferenceFilter({ field }: { field: FieldShape }) {
  const of = usePickable(field.resource)
  return of ? <PickFilter source={field.source} label={field.title} of={of} /> : null
}
