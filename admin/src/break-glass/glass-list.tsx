import type { RaRecord } from 'react-admin'
import type { ListColumn } from '../lists/list-columns.tsx'
import { Instant } from '../pieces/instant.tsx'
import { InstantFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { say } from '../words/say.ts'

interface Taken extends RaRecord {
  readonly actorName: string
  readonly roleName: string
  readonly reason: string
  readonly grantedAt: string
  readonly endsAt: string
  readonly isOpen: boolean
}

/** Who took which role in an emergency, and why. */
export default function GlassList() {
  return (
    <ListPage
      title={say('Emergencies')}
      noun={say('emergencies')}
      sort={{ field: 'grantedAt', order: 'DESC' }}
      empty={
        <>
          <b>{say('Nobody broke the glass yet.')}</b>
          <span>{say('Who takes a role that is kept for emergencies stands here, with the reason.')}</span>
        </>
      }
      filters={
        <>
          <InstantFilter source="grantedAt.gte" label={say('From')} />
          <InstantFilter source="grantedAt.lte" label={say('Until')} />
        </>
      }
      columns={columns()}
      nameOf={({ actorName, roleName }: Taken) => `${actorName}, ${roleName}`}
    />
  )
}

const columns = (): readonly ListColumn<Taken>[] => [
  { source: 'grantedAt', label: say('When'), as: 'instant', canSort: true },
  { source: 'actorName', label: say('Who') },
  { source: 'roleName', label: say('Took') },
  { source: 'reason', label: say('Why') },
  {
    source: 'endsAt',
    label: say('Until'),
    canSort: true,
    draw: ({ endsAt, isOpen }) => (
      <>
        <Instant at={endsAt} /> {isOpen ? <span className="chip hold">{say('open')}</span> : null}
      </>
    ),
  },
]
