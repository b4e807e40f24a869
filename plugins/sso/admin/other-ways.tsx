import type { OutsideProps } from '@stowage/sdk'
import { ForgottenPassword } from './forgotten-password.tsx'
import { type ProviderOffered, Providers } from './providers.tsx'
import { useRead } from './use-read.ts'

interface Ways {
  readonly resetsPasswords: boolean
  readonly providers: readonly ProviderOffered[]
}

/** What the log-in offers beside the password. What cannot be read is left out: the password goes on. */
export function OtherWays(_props: OutsideProps) {
  const { data } = useRead<Ways>('/sso/ways')
  if (!data) return null
  return (
    <>
      {data.providers.length > 0 ? <Providers providers={data.providers} /> : null}
      {data.resetsPasswords ? <ForgottenPassword /> : null}
    </>
  )
}
