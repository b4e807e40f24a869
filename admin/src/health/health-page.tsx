import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router-dom'
import { Instant } from '../pieces/instant.tsx'
import { ScrollX } from '../pieces/scroll-x.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { call } from '../providers/http-client.ts'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'

interface Check {
  readonly name: string
  readonly title: string
  readonly isWell: boolean
  readonly findings: readonly { readonly code: string; readonly sentence: string }[]
  /** Where it is mended. */
  readonly mend: string | null
}

interface Node {
  readonly name: string
  readonly startedAt: string
  readonly isCurrent: boolean
}

interface Health {
  readonly checks: readonly Check[]
  readonly nodes: readonly Node[]
}

const againMs = 10_000

/** How everything does that runs by itself: what is wrong first, each with the way to mend it. */
export default function HealthPage() {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => call<Health>('/host/health', { signal }),
    refetchInterval: againMs,
  })
  return (
    <>
      <PageHead title={say('Health')} fact={data ? summaryOf(data.checks) : undefined} />
      {error ? <Trouble error={error} what={say('Health')} onRetry={() => void refetch()} /> : null}
      {isPending && !error ? <Waiting rows={8} /> : null}
      {data ? (
        <div className="stack" style={{ gap: 16 }}>
          <Checks checks={data.checks} />
          {data.nodes.length > 0 ? <Nodes nodes={data.nodes} /> : null}
        </div>
      ) : null}
    </>
  )
}

function summaryOf(checks: readonly Check[]): string {
  const wrong = checks.filter(({ isWell }) => !isWell).length
  return wrong === 0
    ? say('All is well')
    : say('{wrong} of {count} want a look', { wrong, count: checks.length })
}

function Checks({ checks }: { checks: readonly Check[] }) {
  return (
    <section className="card" aria-label={say('What was looked at')}>
      <ScrollX>
        <table className="table">
          <thead>
            <tr>
              <th>{say('What')}</th>
              <th>{say('Is it well')}</th>
              <th>{say('What is wrong, and the way out')}</th>
            </tr>
          </thead>
          <tbody>
            {checks.map(({ name, title, isWell, findings, mend }) => (
              <tr key={name}>
                <td>{mend ? <Link to={mend}>{title}</Link> : title}</td>
                <td>
                  <span className={`chip ${isWell ? 'available' : 'damaged'}`}>
                    {isWell ? say('well') : say('not well')}
                  </span>
                </td>
                <td style={{ whiteSpace: 'normal' }}>
                  {findings.map(({ code, sentence }) => (
                    <div key={code}>{sentence}</div>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </section>
  )
}

function Nodes({ nodes }: { nodes: readonly Node[] }) {
  return (
    <section className="card" aria-label={say('Servers')}>
      <ScrollX>
        <table className="table">
          <thead>
            <tr>
              <th>{say('Server')}</th>
              <th>{say('Plugins')}</th>
              <th>{say('Runs since')}</th>
            </tr>
          </thead>
          <tbody>
            {nodes.map(({ name, startedAt, isCurrent }) => (
              <tr key={`${name} ${startedAt}`}>
                <td className="code">{name}</td>
                <td>
                  {isCurrent ? say('the set that is on') : say('an older set: it reads and does not post')}
                </td>
                <td>
                  <Instant at={startedAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </section>
  )
}
