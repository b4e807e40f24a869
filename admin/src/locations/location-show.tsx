import Button from '@mui/material/Button'
import { IconPencil } from '@tabler/icons-react'
import { ShowBase, useCanAccess, useGetList, useShowContext } from 'react-admin'
import { Link } from 'react-router-dom'
import { ExtensionFacts } from '../extensions/extension-facts.tsx'
import { useBalances } from '../ledger/reads.ts'
import type { BalanceRow } from '../ledger/rows.ts'
import { ExternalReferences } from '../pieces/external-references.tsx'
import { Figure } from '../pieces/figure.tsx'
import { Named } from '../pieces/named.tsx'
import { PageTrouble } from '../pieces/page-trouble.tsx'
import { Plate } from '../pieces/plate.tsx'
import { RecordHistory } from '../pieces/record-history.tsx'
import { ScrollX } from '../pieces/scroll-x.tsx'
import { AtSite } from '../pieces/site-clock.tsx'
import { StatusChip } from '../pieces/status-chip.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { Slot } from '../plugin-screens/slot.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { type Location, locationKindWord } from './location.ts'
import { coordinates } from './location-list.tsx'

/** One place: what is in it, and the places beneath it. */
export default function LocationShow() {
  return (
    <ShowBase>
      <LocationBody />
    </ShowBase>
  )
}

function LocationBody() {
  const { record: location, error, isPending, refetch } = useShowContext<Location>()
  const { canAccess } = useCanAccess({ resource: 'locations', action: 'edit' })
  if (error)
    return (
      <PageTrouble error={error} what={say('The location')} over={<Back />} onRetry={() => void refetch()} />
    )
  if (isPending || !location) return <Waiting rows={4} />
  const isOurs = location.kind !== 'external' && location.kind !== 'site'
  return (
    <AtSite site={location.site}>
      <PageHead
        title={location.code}
        over={
          <>
            <Link to="/locations">{say('Locations')}</Link>
            {location.path
              .split('/')
              .slice(0, -1)
              .map((code) => ` / ${code}`)
              .join('')}
          </>
        }
        fact={[
          locationKindWord(location.kind),
          location.barcode ? say('barcode {barcode}', { barcode: location.barcode }) : '',
          location.checkDigits
            ? say('check digits {checkDigits}', { checkDigits: location.checkDigits })
            : '',
          coordinates(location),
          location.isActive ? '' : say('out of use'),
        ]
          .filter(Boolean)
          .join(', ')}
        actions={
          canAccess && isOurs ? (
            <Button
              component={Link}
              to={`/locations/${location.id}`}
              startIcon={<IconPencil className="icon s" />}
            >
              {say('Edit')}
            </Button>
          ) : null
        }
      />
      <div className="record">
        <StockHere location={location} />
        <div className="stack">
          <ExtensionFacts row={location} />
          <Beneath location={location} />
          <RecordHistory id={location.id} version={location.version} />
          <ExternalReferences entity="locations.location" id={location.id} />
          <Slot name="locations.location.show" record={location} />
        </div>
      </div>
    </AtSite>
  )
}

function StockHere({ location }: { location: Location }) {
  const { data, error, refetch } = useBalances({ within: location.id })
  if (error) return <Trouble error={error} what={say('Stock')} onRetry={() => void refetch()} />
  if (!data) return <Waiting rows={4} />
  return (
    <section className="card" aria-label={say('Stock here')}>
      <header>
        <h2>{say('Stock here and beneath')}</h2>
        <span className="push muted small">
          {data.hasMore
            ? say('{count} and more balances', { count: data.rows.length })
            : say('1 balance | {count} balances', { count: data.rows.length })}
        </span>
      </header>
      {data.rows.length === 0 ? (
        <p className="pad muted">{say('Nothing is here.')}</p>
      ) : (
        <HereTable rows={data.rows} />
      )}
    </section>
  )
}

function HereTable({ rows }: { rows: readonly BalanceRow[] }) {
  return (
    <ScrollX>
      <table className="table dense">
        <thead>
          <tr>
            <th>{say('Item')}</th>
            <th>{say('Location')}</th>
            <th>{say('Owner')}</th>
            <th>{say('Status')}</th>
            <th className="num">{say('On hand')}</th>
            <th className="num">{say('Allocated')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.bucket}>
              <td>
                <Link to={`/items/${row.item.id}/show`} style={{ textDecoration: 'none' }}>
                  <Named code={row.item.sku} name={row.item.name} />
                </Link>
              </td>
              <td>
                <Plate code={row.location.code} />
              </td>
              <td>{row.owner.name}</td>
              <td>
                <StatusChip status={row.status} />
              </td>
              <td className="num strong">
                <Figure value={row.onHand} />
              </td>
              <td className="num">
                <Figure value={row.allocated} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}

const shownPlaces = 60

function Beneath({ location }: { location: Location }) {
  const { data = [], pageInfo } = useGetList<Location>('locations', {
    filter: { parent: location.id },
    pagination: { page: 1, perPage: shownPlaces },
    sort: { field: 'code', order: 'ASC' },
  })
  return (
    <section className="card pad" aria-label={say('Places beneath')}>
      <h2 style={{ font: 'var(--type-section)', margin: '0 0 12px' }}>{say('Beneath it')}</h2>
      {data.length === 0 ? <span className="muted">{say('No places.')}</span> : null}
      <div className="row wrap">
        {data.map((place) => (
          <Link key={place.id} to={`/locations/${place.id}/show`} style={{ textDecoration: 'none' }}>
            <Plate code={place.code} />
          </Link>
        ))}
      </div>
      {pageInfo?.hasNextPage ? (
        <p className="small muted">{say('The first {shownPlaces}.', { shownPlaces })}</p>
      ) : null}
    </section>
  )
}

/** To all of them. */
function Back() {
  return <Link to="/locations">{say('Locations')}</Link>
}
