import { call } from '@stowage/admin'
import type { LogInAnswer, OutsideProps } from '@stowage/sdk'
import { useEffect, useRef, useState } from 'react'
import { ADDING } from './adding.ts'
import { Refusal } from './refusal.tsx'
import { useTry } from './use-try.ts'
import { say } from './words.ts'

/**
 * Where providers lead back to: what they answered is sent on from here, once, and taken out of the
 * address.
 */
export function ArrivalPage({ onAnswer }: OutsideProps) {
  const { refusal, attempt } = useTry()
  const [isAdded, setAdded] = useState(false)
  const isSent = useRef(false)
  useEffect(() => {
    if (isSent.current) return
    isSent.current = true
    const query = window.location.search.slice(1)
    window.history.replaceState({}, '', window.location.pathname)
    const isAdding = sessionStorage.getItem(ADDING) !== null
    sessionStorage.removeItem(ADDING)
    void attempt(async () => {
      const body = { query }
      if (isAdding) {
        await call('/sso/identities', { method: 'POST', body })
        setAdded(true)
      } else onAnswer(await call<LogInAnswer>('/sso/oidc/arrival', { method: 'POST', body }))
    })
  }, [attempt, onAnswer])
  if (isAdded) {
    return (
      <>
        <h1>{say('Log in')}</h1>
        <p className="note good" role="status">
          {say('From now on you log in this way as well.')}{' '}
          <a href="/account">{say('Back to your account')}</a>
        </p>
      </>
    )
  }
  return (
    <>
      <h1>{say('Log in')}</h1>
      {refusal === undefined ? <p role="status">{say('One moment …')}</p> : <Refusal sentence={refusal} />}
    </>
  )
}
