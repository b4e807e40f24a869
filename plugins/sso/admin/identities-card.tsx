import Button from '@mui/material/Button'
import { call, Instant, Trouble } from '@stowage/admin'
import { ADDING } from './adding.ts'
import type { ProviderOffered } from './providers.tsx'
import { Refusal } from './refusal.tsx'
import { useRead } from './use-read.ts'
import { useTry } from './use-try.ts'
import { say } from './words.ts'

interface Identity {
  readonly id: string
  readonly provider: string | null
  readonly email: string | null
  readonly usedAt: string
}

/** By which providers one logs in, among one's account; nothing where there are none. */
export function IdentitiesCard() {
  const { data: ways } = useRead<{ providers: readonly ProviderOffered[] }>('/sso/ways')
  const { data, error, read } = useRead<{ data: readonly Identity[] }>('/sso/identities')
  const { refusal, attempt } = useTry()
  if (error) return <Trouble error={error} what={say('Your providers')} onRetry={() => void read()} />
  if (!data || !ways || ways.providers.length + data.data.length === 0) return null
  const add = (provider: string) =>
    attempt(async () => {
      const { address } = await call<{ address: string }>('/sso/identities/begin', {
        method: 'POST',
        body: { provider },
      })
      sessionStorage.setItem(ADDING, 'yes')
      window.location.assign(address)
    })
  const remove = (id: string) =>
    attempt(async () => {
      await call(`/sso/identities/${id}`, { method: 'DELETE' })
      await read()
    })
  return (
    <section className="card form-page" aria-label={say('Providers')}>
      <header>
        <h2>{say('Providers')}</h2>
      </header>
      <div className="form-body">
        {data.data.length === 0 ? (
          <p style={{ margin: 0 }}>{say('You log in by no provider yet.')}</p>
        ) : (
          <ul className="stack" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
            {data.data.map((identity) => (
              <Known key={identity.id} {...identity} onRemove={() => void remove(identity.id)} />
            ))}
          </ul>
        )}
        <Refusal sentence={refusal} />
      </div>
      <div className="form-actions">
        {ways.providers.map(({ id, name }) => (
          <Button key={id} onClick={() => void add(id)}>
            {say('Add {name} …', { name })}
          </Button>
        ))}
      </div>
    </section>
  )
}

function Known({ provider, email, usedAt, onRemove }: Identity & { readonly onRemove: () => void }) {
  return (
    <li className="row wrap" style={{ gap: 12 }}>
      <span>
        {provider ?? say('a provider that is no more')} {email}
      </span>
      <span className="small muted">
        {say('Used last')} <Instant at={usedAt} />
      </span>
      <span className="push" />
      <Button size="small" color="error" onClick={onRemove}>
        {say('Remove')}
      </Button>
    </li>
  )
}
