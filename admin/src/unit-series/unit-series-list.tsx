import type { RaRecord } from 'react-admin'
import type { ListColumn } from '../lists/list-columns.tsx'
import { ChoiceFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { say } from '../words/say.ts'
import { schemes } from './unit-series-fields.tsx'

interface UnitSeries extends RaRecord {
  readonly name: string
  readonly scheme: 'sscc' | 'lpn'
  readonly prefix: string
  readonly firstNumber: number
}

/** Where the codes of handling units come from. */
export default function UnitSeriesList() {
  return (
    <ListPage
      title={say('Series of units')}
      noun={say('series')}
      sort={{ field: 'name', order: 'ASC' }}
      create={say('New series')}
      filters={
        <>
          <SearchFilter placeholder={say('Name or prefix')} />
          <ChoiceFilter source="scheme" label={say('Codes')} choices={schemes()} />
        </>
      }
      rowClick="edit"
      columns={columns()}
    />
  )
}

const columns = (): readonly ListColumn<UnitSeries>[] => [
  { source: 'name', label: say('Name'), as: 'strong', canSort: true },
  {
    source: 'scheme',
    label: say('Codes'),
    draw: ({ scheme }) => schemes().find(({ id }) => id === scheme)?.name,
  },
  { source: 'prefix', label: say('Prefix'), as: 'code', canSort: true },
  { source: 'firstNumber', label: say('Counts from'), as: 'figure' },
]
