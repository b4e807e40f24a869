import Button from '@mui/material/Button'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { Instant } from '../pieces/instant.tsx'
import { ScrollX } from '../pieces/scroll-x.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { call } from '../providers/http-client.ts'
import { sentenceOfError } from '../providers/problem.ts'
import { useRights } from '../providers/rights.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { byUrgency, type InvariantResult, isOld, lookOf } from './invariant.ts'
import { Offenders } from './offenders.tsx'

const readAgainMs = 1_000

/** What must always be true, whether it was when it was last looked at, and what breaks it. */
export default function InvariantsPage() {
  const { mayChange } = useRights()
  /** How each stood when somebody asked for a new look; it is over when all have another instant. */
  const [before, setBefore] = useState<ReadonlyMap<string, string | null>>()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['host', 'invariants'],
    queryFn: ({ signal }) => call<{ data: readonly InvariantResult[] }>('/host/invariants', { signal }),
    refetchInterval: before === undefined ? false : readAgainMs,
  })
  const notify = useNotify()
  const all = data?.data ?? []
  const left = before === undefined ? 0 : all.filter(({ id, at }) => before.get(id) === at).length
  if (before !== undefined && left === 0) setBefore(undefined)
  const look = () => {
    setBefore(new Map(all.map(({ id, at }) => [id, at])))
    call('/host/invariants/run', { method: 'POST' }).catch((refusal: unknown) => {
      setBefore(undefined)
      notify(sentenceOfError(refusal), { type: 'error' })
    })
  }
  return (
    <>
      <PageHead
        title={say('Invariants')}
        fact={data ? summaryOf(all) : undefined}
        actions={
          mayChange('host.invariant.run') ? (
            <Button variant="contained" disabled={before !== undefined || !data} onClick={look}>
              {say('Look at all now')}
            </Button>
          ) : null
        }
      />
      {before === undefined ? null : (
        <p className="small" role="status">
          {say('{seen} of {count} are looked at.', { seen: all.length - left, count: all.length })}
        </p>
      )}
      {error ? <Trouble error={error} what={say('The invariants')} onRetry={() => void refetch()} /> : null}
      {isPending && !error ? <Waiting rows={8} /> : null}
      {data ? <Table results={byUrgency(all)} /> : null}
    </>
  )
}

function Table({ results }: { results: readonly InvariantResult[] }) {
  return (
    <section className="card" aria-label={say('Invariants')}>
      <ScrollX>
        <table className="table">
          <thead>
            <tr>
              <th>{say('Is it so')}</th>
              <th>{say('What is always true')}</th>
              <th>{say('Plugin')}</th>
              <th>{say('Looked at')}</th>
            </tr>
          </thead>
          <tbody>
            {results.map((result) => (
              <Row key={result.id} result={result} />
            ))}
          </tbody>
        </table>
      </ScrollX>
    </section>
  )
}

function Row({ result }: { result: InvariantResult }) {
  const { sentence, id, plugin, at, ms, error } = result
  const { word, tint } = lookOf(result)
  return (
    <tr>
      <td>
        <span className={`chip ${tint}`}>{word}</span>
      </td>
      <td>
        {sentence}
        <div className="code small muted">{id}</div>
        {error ? (
          <div className="note bad">{say('It could not be looked at: {error}', { error })}</div>
        ) : null}
        <Offenders result={result} />
      </td>
      <td>{plugin}</td>
      <td>
        <Instant at={at} length="short" />
        {isOld(at) ? <div className="small">{say('over a day ago')}</div> : null}
        {ms === null ? null : <div className="small muted">{say('took {ms} ms', { ms })}</div>}
      </td>
    </tr>
  )
}

function summaryOf(all: readonly InvariantResult[]): string {
  const broken = all.filter(({ broken, error }) => (broken ?? 0) > 0 || error !== null).length
  if (broken > 0) return say('{broken} of {count} need a look', { broken, count: all.length })
  const unseen = all.filter(({ at }) => at === null).length
  if (unseen > 0) return say('{unseen} of {count} were never looked at', { unseen, count: all.length })
  return say('all {count} hold', { count: all.length })
}
