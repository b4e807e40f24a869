import Button from '@mui/material/Button'
import { startAuthentication } from '@simplewebauthn/browser'
import { call } from '@stowage/admin'
import type { LogInAnswer, OutsideProps } from '@stowage/sdk'
import { Refusal } from './refusal.tsx'
import { useTry } from './use-try.ts'
import { say } from './words.ts'

interface PasskeyButtonProps extends Pick<OutsideProps, 'onAnswer'> {
  /** Where it begins, and where what the key signed goes. */
  readonly paths: { readonly begin: string; readonly end: string }
}

/** Asks the browser for a passkey, and shows it. */
export function PasskeyButton({ paths, onAnswer }: PasskeyButtonProps) {
  const { isBusy, refusal, attempt } = useTry()
  const show = () =>
    attempt(async () => {
      const optionsJSON = await call<never>(paths.begin, { method: 'POST' })
      const response = { ...(await startAuthentication({ optionsJSON })), clientExtensionResults: {} }
      onAnswer(await call<LogInAnswer>(paths.end, { method: 'POST', body: { response } }))
    })
  return (
    <div className="part">
      <Button variant="outlined" disabled={isBusy} onClick={() => void show()}>
        {say('Log in with a passkey')}
      </Button>
      <Refusal sentence={refusal} />
    </div>
  )
}
