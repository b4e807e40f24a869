import Button from '@mui/material/Button'
import { IconPlus } from '@tabler/icons-react'
import { useCanAccess, useGetList } from 'react-admin'
import { Link } from 'react-router-dom'
import { ExpiryDay } from '../lots/expiry-day.tsx'
import type { Lot } from '../lots/lot.ts'
import { Day } from '../pieces/day.tsx'
import { ScrollX } from '../pieces/scroll-x.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import type { Item } from './item.ts'

const shownLots = 100

/** The item's lots, those that expire first on top. */
export function ItemLots({ item }: { item: Item }) {
  const { canAccess } = useCanAccess({ resource: 'lots', action: 'create' })
  const { data, error, refetch, pageInfo } = useGetList<Lot>('lots', {
    filter: { item: item.id },
    pagination: { page: 1, perPage: shownLots },
    sort: { field: 'expiresOn', order: 'ASC' },
  })
  if (error) return <Trouble error={error} what={say('Lots')} onRetry={() => void refetch()} />
  if (!data) return <Waiting rows={3} />
  const create = canAccess ? (
    <Button
      size="small"
      component={Link}
      to={`/lots/create?item=${item.id}`}
      startIcon={<IconPlus className="icon s" />}
    >
      {say('New lot')}
    </Button>
  ) : null
  if (data.length === 0) {
    return (
      <section className="card empty">
        <b>{say('No lots yet.')}</b>
        <span>{say('They come with the first receipt.')}</span>
        {create}
      </section>
    )
  }
  return (
    <section className="card" aria-label={say('Lots')}>
      <header>
        <h2>{say('Lots')}</h2>
        <span className="push" />
        {create}
        <Link to={`/lots?filter=${encodeURIComponent(JSON.stringify({ item: item.id }))}`}>{say('All')}</Link>
      </header>
      <LotsTable lots={data} />
      {pageInfo?.hasNextPage ? (
        <p className="pad small muted">{say('The first {shownLots}.', { shownLots })}</p>
      ) : null}
    </section>
  )
}

function LotsTable({ lots }: { lots: readonly Lot[] }) {
  return (
    <ScrollX>
      <table className="table">
        <thead>
          <tr>
            <th>{say('Lot')}</th>
            <th>{say('Expires')}</th>
            <th>{say('Best before')}</th>
            <th>{say('Test again')}</th>
            <th>{say('Made')}</th>
          </tr>
        </thead>
        <tbody>
          {lots.map((lot) => (
            <tr key={lot.id}>
              <td className="code strong">
                <Link to={`/lots/${lot.id}/show`}>{lot.name}</Link>
              </td>
              <td>
                <ExpiryDay day={lot.expiresOn} />
              </td>
              <td>
                <Day day={lot.bestBefore} />
              </td>
              <td>
                <Day day={lot.retestOn} />
              </td>
              <td>
                <Day day={lot.manufacturedOn} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}
