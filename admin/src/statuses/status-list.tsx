import type { ListColumn } from '../lists/list-columns.tsx'
import { SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { NewButton } from '../pieces/new-button.tsx'
import { StatusChip } from '../pieces/status-chip.tsx'
import { say } from '../words/say.ts'
import { type Status, statusFlags } from './status.ts'

/** What may be done with stock in each status. Built-in ones keep their meaning; one's own open. */
export default function StatusList() {
  return (
    <ListPage
      title={say('Statuses')}
      noun={say('statuses')}
      sort={{ field: 'no', order: 'ASC' }}
      actions={<NewButton resource="statuses" word={say('New status')} />}
      filters={<SearchFilter placeholder={say('Name or title')} />}
      rowClick={(_, __, row) => (row.plugin === 'own' ? 'edit' : false)}
      columns={columns()}
    />
  )
}

const columns = (): readonly ListColumn<Status>[] => [
  {
    source: 'name',
    label: say('Status'),
    canSort: true,
    draw: ({ name }) => <StatusChip status={name} />,
  },
  { source: 'title', label: say('Title'), as: 'strong', canSort: true },
  ...statusFlags().map(
    ({ source, word }): ListColumn<Status> => ({
      source,
      label: word,
      draw: (row) => (row[source] ? say('yes') : <span className="muted">{say('no')}</span>),
    }),
  ),
  {
    source: 'plugin',
    label: say('Added by'),
    draw: ({ plugin }) => (plugin === 'own' ? say('us') : <span className="muted">{plugin}</span>),
  },
]
