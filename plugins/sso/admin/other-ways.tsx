import type { OutsideProps } from '@stowage/sdk'
import { ForgottenPassword } from './forgotten-password.tsx'
import { useRead } from './use-read.ts'

/** What the log-in offers beside the password. What cannot be read is left out: the password goes on. */
export function OtherWays(_props: OutsideProps) {
  const { data } = useRead<{ resetsPasswords: boolean }>('/sso/ways')
  if (!data) return null
  return data.resetsPasswords ? <ForgottenPassword /> : null
}
