import Button from '@mui/material/Button'
import { lazy, Suspense, useState } from 'react'
import { CreateBase, Form, useNotify } from 'react-admin'
import { Link } from 'react-router-dom'
import { useExtendedTransform } from '../extensions/extended-values.ts'
import { ExtensionInputs } from '../extensions/extension-inputs.tsx'
import { TokenCard } from '../pieces/token-card.tsx'
import { call } from '../providers/http-client.ts'
import { sentenceOfError } from '../providers/problem.ts'
import { PageHead } from '../shell/page-head.tsx'
import { say } from '../words/say.ts'
import { DeviceFields } from './device-fields.tsx'

// Whoever registers no device loads nothing for it.
const QrCode = lazy(async () => ({ default: (await import('../pieces/qr-code.tsx')).QrCode }))
const over = () => ({ word: say('Devices'), to: '/devices' })

/** Registers a device. What it proves itself by is shown once, here, and entered on the device. */
export default function DeviceCreate() {
  const [token, setToken] = useState<string>()
  const transform = useExtendedTransform(undefined)
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
    <CreateBase
      mutationMode="pessimistic"
      redirect={false}
      transform={transform}
      mutationOptions={{ onSuccess: (row) => setToken(String(row.token)) }}
    >
      <PageHead title={say('New device')} over={<Link to={over().to}>{over().word}</Link>} />
      <Form defaultValues={{ asksPin: false }} disableInvalidFormNotification>
        <section className="card form-page">
          <div className="form-body">
            <DeviceFields />
            <ExtensionInputs />
          </div>
          <div className="form-actions">
            <Button type="submit" variant="contained">
              {say('Register device')}
            </Button>
          </div>
        </section>
      </Form>
    </CreateBase>
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
