import Button from '@mui/material/Button'
import { call } from '@stowage/admin'
import { Refusal } from './refusal.tsx'
import { useTry } from './use-try.ts'
import { say } from './words.ts'

/** A provider as the log-in offers it. */
export interface ProviderOffered {
  readonly id: string
  readonly name: string
}

/** A button for each provider. One that cannot be reached says so, and the password goes on. */
export function Providers({ providers }: { readonly providers: readonly ProviderOffered[] }) {
  const { isBusy, refusal, attempt } = useTry()
  const go = (provider: string) =>
    attempt(async () => {
      const { address } = await call<{ address: string }>('/sso/oidc/begin', {
        method: 'POST',
        body: { provider },
      })
      window.location.assign(address)
    })
  return (
    <div className="part">
      {providers.map(({ id, name }) => (
        <Button key={id} variant="outlined" disabled={isBusy} onClick={() => void go(id)}>
          {say('Log in with {name}', { name })}
        </Button>
      ))}
      <Refusal sentence={refusal} />
    </div>
  )
}
