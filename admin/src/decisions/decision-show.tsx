import Button from '@mui/material/Button'
import { useState } from 'react'
import { ShowBase, useShowContext } from 'react-admin'
import { Link } from 'react-router-dom'
import { Instant } from '../pieces/instant.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { call } from '../providers/http-client.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import type { Derived, WholeDecision } from './decision.ts'

/** One decision: its sentence, all that was kept of it, and whether the same would come out today. */
export default function DecisionShow() {
  return (
    <ShowBase>
      <DecisionBody />
    </ShowBase>
  )
}

function DecisionBody() {
  const { record, error, isPending, refetch } = useShowContext<WholeDecision>()
  if (error) return <Trouble error={error} what="The decision" onRetry={() => void refetch()} />
  if (isPending || !record) return <Waiting />
  const { at, point, plugin, pluginVersion, binding, keptFor, sentence, record: kept } = record
  return (
    <>
      <PageHead
        title="Decision"
        over={<Link to="/decisions">Decisions</Link>}
        fact={
          <span className="row wrap">
            <span className="code">{point}</span> <Instant at={at} />
          </span>
        }
      />
      <div className="stack">
        <section className="card pad" aria-label="Why">
          <p style={{ margin: '0 0 12px' }}>{sentence}</p>
          <dl className="facts">
            <dt>Plugin</dt>
            <dd>
              {plugin} {pluginVersion}
            </dd>
            <dt>Bound by</dt>
            <dd>{binding ?? 'nothing: it is the default'}</dd>
            <dt>Kept for</dt>
            <dd>{keptFor ?? '90 days'}</dd>
          </dl>
        </section>
        <DeriveAgain key={record.id} id={String(record.id)} />
        <section className="card pad" aria-label="All that was kept">
          <pre className="code small" style={{ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {JSON.stringify(kept, null, 2)}
          </pre>
        </section>
      </div>
    </>
  )
}

function DeriveAgain({ id }: { id: string }) {
  const [derived, setDerived] = useState<Derived>()
  const [refusal, setRefusal] = useState<unknown>()
  const derive = () => {
    setRefusal(undefined)
    call<Derived>(`/host/decisions/${id}/derivation`, { method: 'POST' }).then(setDerived, setRefusal)
  }
  return (
    <section className="card pad" aria-label="Today">
      <div className="row wrap" style={{ gap: 12 }}>
        <Button onClick={derive}>Derive it again</Button>
        {derived ? (
          <span role="status">
            <span className={`chip ${derived.isSame ? 'available' : 'hold'}`}>
              {derived.isSame ? 'the same' : 'another'}
            </span>{' '}
            {derived.sentence}
          </span>
        ) : null}
      </div>
      {refusal ? <Trouble error={refusal} /> : null}
    </section>
  )
}
