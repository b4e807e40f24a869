import type { ComponentType, ReactNode } from 'react'
import {
  ChoiceFilter,
  DayFilter,
  InstantFilter,
  NumberFilter,
  PickFilter,
  SearchFilter,
} from '../pieces/list-filters.tsx'
import type { ScreenResource } from '../plugin-screens/manifest.ts'
import { say } from '../words/say.ts'
import { type FieldKind, type FieldShape, fieldsOf } from './field-shape.ts'
import { usePickable } from './references.ts'

const mostFilters = 8
const yesOrNo = () => [
  { id: 'true', name: say('Yes') },
  { id: 'false', name: say('No') },
]

/** The filters that the list's query offers, for those members of a row that one may ask for. */
export function SchemaFilters({ resource }: { resource: ScreenResource }) {
  const { query, row, titlePlural } = resource
  const filters = fieldsOf(row)
    .filter(({ source }) =>
      Object.keys(query).some((name) => name === source || name.startsWith(`${source}[`)),
    )
    .slice(0, mostFilters)
  return (
    <>
      {query.q ? (
        <SearchFilter placeholder={say('Search {titlePlural}', { titlePlural: titlePlural.toLowerCase() })} />
      ) : null}
      {filters.map((field) => (
        <FieldFilter
          key={field.source}
          field={field}
          offers={(operator) =>
            query[operator === 'eq' ? field.source : `${field.source}[${operator}]`] !== undefined
          }
        />
      ))}
    </>
  )
}

interface FieldFilterProps {
  readonly field: FieldShape
  /** Whether the list can be asked for it in this way; `eq` is the plain one. */
  readonly offers: (operator: string) => boolean
}

/** The filter, or the two bounds, by which a list is asked for one of its fields. */
export function FieldFilter({ field, offers }: FieldFilterProps): ReactNode {
  const { source, title, kind, choices } = field
  if (kind === 'reference') return offers('eq') ? <ReferenceFilter field={field} /> : null
  if (kind === 'choice' || kind === 'boolean') {
    const words = kind === 'boolean' ? yesOrNo() : choices
    return offers('eq') ? <ChoiceFilter source={source} label={title} choices={words} /> : null
  }
  if (kind === 'choices') {
    return offers('has') ? <ChoiceFilter source={`${source}.has`} label={title} choices={choices} /> : null
  }
  const Bound = bounds[kind]
  if (Bound) {
    return (
      <>
        {offers('gte') ? <Bound source={`${source}.gte`} label={say('{title}, from', { title })} /> : null}
        {offers('lte') ? <Bound source={`${source}.lte`} label={say('{title}, to', { title })} /> : null}
      </>
    )
  }
  if (kind === 'texts')
    return offers('has') ? <SearchFilter source={`${source}.has`} placeholder={title} /> : null
  const isText = kind === 'text' || kind === 'long-text' || kind === 'url'
  return isText && offers('contains') ? (
    <SearchFilter source={`${source}.contains`} placeholder={title} />
  ) : null
}

const bounds: Readonly<Partial<Record<FieldKind, ComponentType<{ source: string; label: string }>>>> = {
  number: NumberFilter,
  date: DayFilter,
  'date-time': InstantFilter,
}

function ReferenceFilter({ field }: { field: FieldShape }) {
  const of = usePickable(field.resource)
  return of ? <PickFilter source={field.source} label={field.title} of={of} /> : null
}
