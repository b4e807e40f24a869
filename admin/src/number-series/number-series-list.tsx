import type { RaRecord } from 'react-admin'
import type { ListColumn } from '../lists/list-columns.tsx'
import { PickFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { anyCompany } from '../pieces/pickables.ts'
import { say } from '../words/say.ts'

interface CountedSeries extends RaRecord {
  readonly series: string
  readonly title: string
  readonly plugin: string | null
  readonly company: { readonly id: string; readonly name: string } | null
  readonly year: number | null
  readonly last: number | null
  readonly next: string | null
}

/** Series of document numbers, without a gap: drawn with each document, and never set by hand. */
export default function NumberSeriesList() {
  return (
    <ListPage
      title={say('Document numbers')}
      noun={say('series')}
      sort={{ field: 'series', order: 'ASC' }}
      filters={
        <>
          <SearchFilter placeholder={say('Name of the series')} />
          <PickFilter source="company" label={say('Company')} of={anyCompany} />
        </>
      }
      empty={
        <>
          <b>{say('No plugin that is on numbers documents.')}</b>
          <span>{say('A plugin brings its series, and each company counts for itself, without a gap.')}</span>
        </>
      }
      columns={columns()}
      nameOf={({ title, company, year }: CountedSeries) =>
        [title, company?.name, year].filter(Boolean).join(', ')
      }
    />
  )
}

const columns = (): readonly ListColumn<CountedSeries>[] => [
  { source: 'title', label: say('Series'), as: 'strong', canSort: true },
  { source: 'series', label: say('Name in the API'), as: 'code', canSort: true },
  {
    source: 'plugin',
    label: say('Added by'),
    draw: ({ plugin }) => plugin ?? <span className="muted">{say('a plugin that is off')}</span>,
  },
  {
    source: 'company',
    label: say('Company'),
    draw: ({ company }) => company?.name ?? <span className="muted">{say('nobody drew yet')}</span>,
  },
  { source: 'year', label: say('Year'), canSort: true, draw: ({ year }) => year && String(year) },
  { source: 'last', label: say('Last number'), as: 'figure', canSort: true },
  { source: 'next', label: say('Next'), as: 'code' },
]
