import Button from '@mui/material/Button'
import { call, formatFigure, Instant, PageHead, Trouble, Waiting } from '@stowage/admin'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router-dom'
import type { Delivery } from './delivery.ts'
import { DeliveryTable } from './delivery-table.tsx'
import type { Endpoint } from './endpoint.ts'
import { EndpointActs } from './endpoint-acts.tsx'
import { useMayWrite } from './use-may-write.ts'
import { wordsOf } from './words.ts'

const readAgainMs = 3_000
const shown = 25

/** One endpoint: how it does, what can be done with it, and what was sent there lately. */
export function EndpointShow() {
  const { words } = wordsOf()
  const { id } = useParams()
  const mayWrite = useMayWrite()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['webhooks', 'endpoint', id],
    queryFn: () => call<Endpoint>(`/webhooks/endpoints/${id}`),
    refetchInterval: readAgainMs,
  })
  if (!data) {
    return (
      <>
        <PageHead title={words.endpoint} over={<Link to="/x/webhooks/endpoints">{words.webhooks}</Link>} />
        {error ? <Trouble error={error} what={words.endpoint} onRetry={() => void refetch()} /> : null}
        {isPending ? <Waiting rows={6} /> : null}
      </>
    )
  }
  return (
    <>
      <PageHead
        title={data.name}
        over={<Link to="/x/webhooks/endpoints">{words.webhooks}</Link>}
        fact={<State endpoint={data} />}
        actions={
          mayWrite ? (
            <Button component={Link} to={`/x/webhooks/endpoints/${data.id}`}>
              {words.edit}
            </Button>
          ) : null
        }
      />
      <div className="stack">
        <EndpointActs endpoint={data} />
        <Facts endpoint={data} />
        <Lately endpoint={data} />
      </div>
    </>
  )
}

function State({ endpoint: { isOn, switchedOffBecause, failingSince } }: { readonly endpoint: Endpoint }) {
  const { words } = wordsOf()
  const because = { person: words.off, failing: words.offFailing, gone: words.offGone }
  if (!isOn) return <span className="chip damaged">{because[switchedOffBecause ?? 'person']}</span>
  if (failingSince === null) return <span className="chip available">{words.on}</span>
  return (
    <span className="chip quarantine">
      {words.failing} <Instant at={failingSince} />
    </span>
  )
}

function Facts({ endpoint }: { readonly endpoint: Endpoint }) {
  const { words } = wordsOf()
  const { url, owner, events, notify, pending, dead, formerSecretUntil } = endpoint
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      words.address,
      <span key="url" className="code" style={{ overflowWrap: 'anywhere' }}>
        {url}
      </span>,
    ],
    [words.owner, owner === null ? words.allOwners : <OwnerName id={owner} />],
    [words.events, events.length === 0 ? words.allEvents : events.join(', ')],
    [words.notify, notify],
    [words.waiting, formatFigure(pending)],
    [words.dead, formatFigure(dead)],
    [words.formerUntil, formerSecretUntil && <Instant at={formerSecretUntil} />],
  ]
  return (
    <section className="card pad" aria-label={words.facts}>
      <dl className="facts">
        {facts
          .filter(([, value]) => value !== null)
          .map(([title, value]) => (
            <div key={title} style={{ display: 'contents' }}>
              <dt>{title}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}

function OwnerName({ id }: { readonly id: string }) {
  const { data } = useQuery({
    queryKey: ['webhooks', 'owner', id],
    queryFn: () => call<{ name: string }>(`/access/owners/${id}`),
    retry: false,
  })
  return <span className={data ? undefined : 'code'}>{data?.name ?? id}</span>
}

function Lately({ endpoint: { id } }: { readonly endpoint: Endpoint }) {
  const { words } = wordsOf()
  const { data } = useQuery({
    queryKey: ['webhooks', 'deliveries', id],
    queryFn: () => call<{ data: Delivery[] }>(`/webhooks/deliveries?endpoint=${id}&sort=-id&limit=${shown}`),
    refetchInterval: readAgainMs,
  })
  if (data === undefined) return <Waiting rows={4} />
  return (
    <section className="card" aria-label={words.lately}>
      <header>
        <h2>{words.lately}</h2>
        <Link className="push small muted" to="/x/webhooks/deliveries">
          {words.allDeliveries}
        </Link>
      </header>
      {data.data.length === 0 ? (
        <p className="pad muted">{words.none}</p>
      ) : (
        <DeliveryTable title={words.lately} deliveries={data.data} />
      )}
    </section>
  )
}
