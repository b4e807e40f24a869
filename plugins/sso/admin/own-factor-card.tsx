import Button from '@mui/material/Button'
import { call, Instant, Trouble } from '@stowage/admin'
import { useState } from 'react'
import { type Proof, ProofForm } from './proof-form.tsx'
import { RecoveryCodes, type SecretShown, SetUp } from './set-up.tsx'
import { useRead } from './use-read.ts'
import { say } from './words.ts'

interface Standing {
  readonly isSetUp: boolean
  readonly setUpAt: string | null
  readonly recoveryCodesLeft: number
  readonly isRequired: boolean
  readonly hasPassword: boolean
}

type Act = 'set-up' | 'recovery-codes' | 'remove'

/** One's own second factor, among one's account. */
export function OwnFactorCard() {
  const { data, error, read } = useRead<Standing>('/sso/second-factor')
  const [act, setAct] = useState<Act>()
  if (error) return <Trouble error={error} what={say('The second factor')} onRetry={() => void read()} />
  if (!data) return null
  const end = () => {
    setAct(undefined)
    void read()
  }
  return (
    <section className="card form-page" aria-label={say('Second factor')}>
      <header>
        <h2>{say('Second factor')}</h2>
      </header>
      <div className="form-body">
        {act === undefined ? <Told {...data} /> : <Changing act={act} standing={data} onEnd={end} />}
      </div>
      {act === undefined ? <Acts {...data} onAct={setAct} /> : null}
    </section>
  )
}

function Told({ isSetUp, setUpAt, recoveryCodesLeft, isRequired }: Standing) {
  return (
    <>
      <p style={{ margin: 0 }}>
        {isSetUp
          ? say('Beside your password, a code of an app is asked for.')
          : say('Nothing is asked for beside your password.')}{' '}
        {isRequired ? say('Your role asks for it.') : null}
      </p>
      {setUpAt === null ? null : (
        <p className="small muted" style={{ margin: 0 }}>
          {say('Set up since')} <Instant at={setUpAt} /> ·{' '}
          {say('{count} recovery code is left | {count} recovery codes are left', {
            count: recoveryCodesLeft,
          })}
        </p>
      )}
    </>
  )
}

function Acts({ isSetUp, isRequired, onAct }: Standing & { readonly onAct: (act: Act) => void }) {
  return (
    <div className="form-actions">
      <Button onClick={() => onAct('set-up')}>
        {isSetUp ? say('Set up another app …') : say('Set it up …')}
      </Button>
      {isSetUp ? (
        <Button onClick={() => onAct('recovery-codes')}>{say('Make new recovery codes …')}</Button>
      ) : null}
      {isSetUp && !isRequired ? (
        <Button color="error" onClick={() => onAct('remove')}>
          {say('Go without …')}
        </Button>
      ) : null}
    </div>
  )
}

interface ChangingProps {
  readonly act: Act
  readonly standing: Standing
  readonly onEnd: () => void
}

/** First the proof that it is he, then what he wants. */
function Changing({ act, standing, onEnd }: ChangingProps) {
  const [shown, setShown] = useState<SecretShown>()
  const [codes, setCodes] = useState<readonly string[]>()
  if (codes) return <RecoveryCodes codes={codes} onKept={onEnd} />
  const done = ({ recoveryCodes }: { recoveryCodes: readonly string[] }) => setCodes(recoveryCodes)
  if (shown) {
    return (
      <>
        <SetUp shown={shown} path="/sso/second-factor/confirm" onDone={done} />
        <Button onClick={onEnd}>{say('Cancel')}</Button>
      </>
    )
  }
  const prove = async (proof: Proof) => {
    const path = act === 'set-up' ? '/sso/second-factor' : `/sso/second-factor/${act}`
    const answer = await call<SecretShown & { recoveryCodes: readonly string[] }>(path, {
      method: 'POST',
      body: proof,
    })
    if (act === 'set-up') setShown(answer)
    else if (act === 'recovery-codes') done(answer)
    else onEnd()
  }
  const asksPassword = act === 'set-up' && standing.hasPassword
  return (
    <ProofForm asksPassword={asksPassword} asksCode={standing.isSetUp} onProof={prove} onCancel={onEnd} />
  )
}
