import type { OutsideProps } from '@stowage/sdk'
import { ForgottenPassword } from './forgotten-password.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { type ProviderOffered, Providers } from './providers.tsx'
import { useRead } from './use-read.ts'

interface Ways {
  readonly resetsPasswords: boolean
  readonly providers: readonly ProviderOffered[]
  readonly takesPasskeys: boolean
}

const keyPaths = { begin: '/sso/passkeys/log-in/begin', end: '/sso/passkeys/log-in' }

/** What the log-in offers beside the password. What cannot be read is left out: the password goes on. */
export function OtherWays({ onAnswer }: OutsideProps) {
  const { data } = useRead<Ways>('/sso/ways')
  if (!data) return null
  return (
    <>
      {data.takesPasskeys ? <PasskeyButton paths={keyPaths} onAnswer={onAnswer} /> : null}
      {data.providers.length > 0 ? <Providers providers={data.providers} /> : null}
      {data.resetsPasswords ? <ForgottenPassword /> : null}
    </>
  )
}
