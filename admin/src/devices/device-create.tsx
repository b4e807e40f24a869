import Button from '@mui/material/Button'
import { lazy, Suspense, useState } from 'react'
import { useNotify } from 'react-admin'
import { CreatePage } from '../pieces/form-page.tsx'
import { TokenCard } from '../pieces/token-card.tsx'
import { call } from '../providers/http-client.ts'
import { sentenceOfError } from '../providers/problem.ts'
import { say } from '../words/say.ts'
import { DeviceFields } from './device-fields.tsx'

// Whoever registers no device loads nothing for it.
const QrCode = lazy(async () => ({ default: (await import('../pieces/qr-code.tsx')).QrCode }))
const over = () => ({ word: say('Devices'), to: '/devices' })

/** Registers a device. What it proves itself by is shown once, here, and entered on the device. */
export default function DeviceCreate() {
  const [token, setToken] = useState<string>()
  if (token) {
    return (
      <TokenCard
        title={say('New device')}
        over={over()}
        token={token}
        noun={say('token')}
        help={say('Scan or type it once at {address} on the device, which knows itself from then on.', {
          address: `${location.origin}/floor`,
        })}
        picture={
          <Suspense fallback={null}>
            <QrCode text={token} label={say('The token, to be scanned')} />
          </Suspense>
        }
        actions={<ThisBrowser token={token} />}
      />
    )
  }
  return (
    <CreatePage
      title={say('New device')}
      over={over()}
      verb={say('Register device')}
      defaults={{ asksPin: false }}
      onSaved={(row) => setToken(String(row.token))}
    >
      <DeviceFields />
    </CreatePage>
  )
}

/** Where the screens are open on the device itself, it need not be typed. */
function ThisBrowser({ token }: { token: string }) {
  const notify = useNotify()
  const enrol = () =>
    call('/access/device', { method: 'POST', body: { token } })
      .then(() => notify(say('This browser is the device from now on.'), { type: 'success' }))
      .catch((error: unknown) => notify(sentenceOfError(error), { type: 'error' }))
  return <Button onClick={() => void enrol()}>{say('This browser is it')}</Button>
}
