import Button from '@mui/material/Button'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Instant } from '../pieces/instant.tsx'
import { ScrollX } from '../pieces/scroll-x.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { call } from '../providers/http-client.ts'
import { say } from '../words/say.ts'

interface Session {
  readonly id: string
  readonly startedAt: string
  readonly seenAt: string
  readonly address: string | null
  readonly userAgent: string | null
  readonly device: string | null
  readonly isThis: boolean
}

/** Where a person is logged in, and ending it there. */
export function SessionsCard({ id }: { id: string }) {
  const [refusal, setRefusal] = useState<unknown>()
  const path = `/access/users/${id}/sessions`
  const { data, error, refetch } = useQuery({
    queryKey: ['users', id, 'sessions'],
    queryFn: ({ signal }) => call<{ data: readonly Session[] }>(path, { signal }),
  })
  if (error) return <Trouble error={error} what={say('The sessions')} onRetry={() => void refetch()} />
  if (!data) return null
  const end = (address: string) => {
    setRefusal(undefined)
    call(address, { method: 'DELETE' })
      .catch(setRefusal)
      .finally(() => void refetch())
  }
  const sessions = data.data
  return (
    <section className="card form-page" aria-label={say('Sessions')}>
      <header>
        <h2>{say('Logged in')}</h2>
      </header>
      {sessions.length === 0 ? <p className="pad muted small">{say('Nowhere at the moment.')}</p> : null}
      {sessions.length > 0 ? (
        <SessionsTable sessions={sessions} onEnd={(session) => end(`${path}/${session}`)} />
      ) : null}
      {refusal ? <Trouble error={refusal} /> : null}
      {sessions.some(({ isThis }) => !isThis) ? (
        <div className="form-actions">
          <Button color="error" onClick={() => end(path)}>
            {say('Log out everywhere')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

interface SessionsTableProps {
  readonly sessions: readonly Session[]
  readonly onEnd: (session: string) => void
}

function SessionsTable({ sessions, onEnd }: SessionsTableProps) {
  return (
    <ScrollX>
      <table className="table">
        <thead>
          <tr>
            <th>{say('Where')}</th>
            <th>{say('Since')}</th>
            <th>{say('Last used')}</th>
            <th>
              <span className="sr-only">{say('Action')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.map(({ id, device, userAgent, address, startedAt, seenAt, isThis }) => (
            <tr key={id}>
              <td>
                {device ?? browserOf(userAgent)}
                <div className="small muted">{address}</div>
              </td>
              <td>
                <Instant at={startedAt} length="short" />
              </td>
              <td>
                <Instant at={seenAt} length="short" />
              </td>
              <td className="num">
                {isThis ? (
                  <span className="muted">{say('this one')}</span>
                ) : (
                  <Button size="small" color="error" onClick={() => onEnd(id)}>
                    {say('End')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}

/** `Chrome on Windows`, as far as a browser says so. */
function browserOf(userAgent: string | null): string {
  if (userAgent === null) return say('unknown')
  const browser = /(Edg|Firefox|Chrome|Safari)/.exec(userAgent)?.[0].replace('Edg', 'Edge')
  const system = /(Windows|Android|iPhone|iPad|Mac OS|Linux)/.exec(userAgent)?.[0]
  const name = browser ?? userAgent.slice(0, 40)
  return system === undefined ? name : say('{name} on {system}', { name, system })
}
