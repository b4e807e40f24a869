import type { ListColumn } from '../lists/list-columns.tsx'
import { InstantFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { say } from '../words/say.ts'
import type { Decision } from './decision.ts'

/** Why stock was chosen, and whatever else strategies are asked. */
export default function DecisionList() {
  return (
    <ListPage
      title={say('Decisions')}
      noun={say('decisions')}
      sort={{ field: 'at', order: 'DESC' }}
      empty={
        <>
          <b>{say('No strategy was asked yet.')}</b>
          <span>
            {say('A plugin that answers questions such as “which lot” leaves here why it chose what it did.')}
          </span>
        </>
      }
      filters={
        <>
          <SearchFilter source="point" placeholder={say('Question, such as ledger.allocate')} />
          <InstantFilter source="at.gte" label={say('From')} />
          <InstantFilter source="at.lte" label={say('Until')} />
        </>
      }
      rowClick="show"
      columns={columns()}
      nameOf={({ point, because }: Decision) => `${point}: ${because}`}
    />
  )
}

const columns = (): readonly ListColumn<Decision>[] => [
  { source: 'at', label: say('When'), as: 'instant', canSort: true },
  { source: 'point', label: say('Question'), as: 'code' },
  { source: 'because', label: say('Why') },
  {
    source: 'strategy',
    label: say('Asked of'),
    draw: ({ strategy, strategyVersion }) =>
      say('{strategy}, version {strategyVersion}', { strategy, strategyVersion }),
  },
  { source: 'keptFor', label: say('Kept for') },
]
