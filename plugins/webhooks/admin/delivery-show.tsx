import { call, Instant, PageHead, Trouble, Waiting } from '@stowage/admin'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router-dom'
import type { DeliveryWhole } from './delivery.ts'
import { DropButton, SendAgainButton } from './delivery-acts.tsx'
import { DeliveryState, Outcome } from './delivery-table.tsx'
import { useMayWrite } from './use-may-write.ts'
import { wordsOf } from './words.ts'

const readAgainMs = 3_000

/** One delivery: what is sent, each try with its answer and how long it took. */
export function DeliveryShow() {
  const { words } = wordsOf()
  const { id } = useParams()
  const mayWrite = useMayWrite()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['webhooks', 'delivery', id],
    queryFn: () => call<DeliveryWhole>(`/webhooks/deliveries/${id}`),
    refetchInterval: readAgainMs,
  })
  if (!data) {
    return (
      <>
        <PageHead title={words.delivery} />
        {error ? <Trouble error={error} what={words.delivery} onRetry={() => void refetch()} /> : null}
        {isPending ? <Waiting rows={6} /> : null}
      </>
    )
  }
  const isOpen = mayWrite && (data.state === 'dead' || data.state === 'pending')
  return (
    <>
      <PageHead
        title={`${words.delivery} ${data.id}`}
        over={<Link to={`/x/webhooks/endpoints/${data.endpoint.id}/show`}>{data.endpoint.name}</Link>}
        fact={<DeliveryState state={data.state} />}
        actions={
          isOpen ? (
            <>
              <SendAgainButton id={data.id} />
              <DropButton id={data.id} />
            </>
          ) : null
        }
      />
      <div className="stack">
        <Facts delivery={data} />
        <Tries delivery={data} />
        <section className="card pad stack" aria-label={words.request}>
          <h2 style={flush}>{words.request}</h2>
          <pre className="code" style={code}>
            {[
              `POST ${data.request.url}`,
              ...Object.entries(data.request.headers).map(([name, value]) => `${name}: ${value}`),
            ].join('\n')}
          </pre>
          <h3 style={flush}>{words.body}</h3>
          <pre className="code" style={code}>
            {pretty(data.request.body)}
          </pre>
        </section>
      </div>
    </>
  )
}

const flush = { margin: 0 }
const code = { margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } as const

function pretty(body: string): string {
  return JSON.stringify(JSON.parse(body), null, 2)
}

function Facts({ delivery }: { readonly delivery: DeliveryWhole }) {
  const { words } = wordsOf()
  const { type, stream, position, subjects, attempts, nextTryAt, createdAt, endedAt, isReplay } = delivery
  const facts = [
    [words.event, <span className="code">{type}</span>],
    [words.position, `${position} (${stream})`],
    [words.subjects, subjects.join(', ')],
    [words.tries, attempts],
    [words.told, <Instant at={createdAt} />],
    [words.nextTry, nextTryAt && <Instant at={nextTryAt} />],
    [words.ended, endedAt && <Instant at={endedAt} />],
    [words.replayed, isReplay ? '✓' : null],
  ] as const
  return (
    <section className="card pad" aria-label={words.facts}>
      <dl className="facts">
        {facts
          .filter(([, value]) => value !== null && value !== '')
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

function Tries({ delivery: { tries } }: { readonly delivery: DeliveryWhole }) {
  const { words } = wordsOf()
  return (
    <section className="card pad stack" aria-label={words.answers}>
      <h2 style={flush}>{words.answers}</h2>
      {tries.length === 0 ? <p className="muted">{words.notTried}</p> : null}
      {tries.map(({ n, at, tookMs, status, failure, answer }) => (
        <div key={n} className="stack" style={{ gap: 4 }}>
          <div className="row wrap">
            <b>{n}</b>
            <Instant at={at} />
            <span className="muted">{tookMs} ms</span>
            <span className={`chip ${failure === null ? 'available' : 'damaged'}`}>
              <Outcome status={status} failure={failure} />
            </span>
          </div>
          {answer ? (
            <pre className="code" style={code}>
              {answer}
            </pre>
          ) : null}
        </div>
      ))}
    </section>
  )
}
