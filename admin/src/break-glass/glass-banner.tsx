import Button from '@mui/material/Button'
import { useNotify } from 'react-admin'
import { Instant } from '../pieces/instant.tsx'
import { call } from '../providers/http-client.ts'
import { sentenceOfError } from '../providers/problem.ts'
import { useMe } from '../shell/use-me.ts'
import { say, sayParts } from '../words/say.ts'

/** Says above every screen which role one took in an emergency, and gives it back. */
export function GlassBanner() {
  const { data } = useMe()
  const notify = useNotify()
  const taken = (data?.roles ?? []).filter(({ endsAt }) => endsAt !== null)
  if (taken.length === 0 || data?.viewer) return null
  const giveBack = (grant: string) =>
    call(`/access/break-glass/${grant}`, { method: 'DELETE' })
      .then(() => window.location.assign('/'))
      .catch((error: unknown) => notify(sentenceOfError(error), { type: 'error' }))
  return taken.map(({ grant, name, endsAt }) => (
    <section
      key={grant}
      className="card"
      aria-label={say('Emergency')}
      style={{ padding: '8px 16px', marginBottom: 12 }}
    >
      <b>
        {sayParts('The glass is broken: you have the role {name} until {endsAt}.', {
          name,
          endsAt: <Instant at={endsAt} length="short" />,
        })}
      </b>{' '}
      <Button size="small" onClick={() => void giveBack(grant)}>
        {say('Give it back')}
      </Button>
    </section>
  ))
}
