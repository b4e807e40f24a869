import Button from '@mui/material/Button'
import { useState } from 'react'
import { Trouble } from '../pieces/trouble.tsx'
import { call } from '../providers/http-client.ts'
import { say } from '../words/say.ts'
import type { Derived } from './decision.ts'

/** Decides once more: by what was recorded alone, and as things are today. */
export function DeriveAgain({ id }: { id: string }) {
  const [derived, setDerived] = useState<Derived>()
  const [refusal, setRefusal] = useState<unknown>()
  const derive = () => {
    setRefusal(undefined)
    call<Derived>(`/host/decisions/${id}/derivation`, { method: 'POST' }).then(setDerived, setRefusal)
  }
  return (
    <section className="card pad" aria-label={say('Once more')}>
      <div className="row wrap" style={{ gap: 12 }}>
        <Button onClick={derive}>{say('Derive it again')}</Button>
        {derived ? (
          <span role="status" className="row wrap">
            <Verdict word={say('by the record')} isSame={derived.fromRecord?.isSame} />
            <Verdict word={say('today')} isSame={derived.today?.isSame} />
            {derived.sentence}
          </span>
        ) : (
          <span className="muted">{say('By what was recorded alone, and as things are today.')}</span>
        )}
      </div>
      {derived?.today && !derived.today.isSame ? (
        <p style={{ margin: '8px 0 0' }}>
          {say('Today: {choice}. {because}', {
            choice: JSON.stringify(derived.today.choice),
            because: derived.today.because,
          })}
        </p>
      ) : null}
      {refusal ? <Trouble error={refusal} /> : null}
    </section>
  )
}

function Verdict({ word, isSame }: { word: string; isSame: boolean | undefined }) {
  if (isSame === undefined) return null
  return (
    <span className={`chip ${isSame ? 'available' : 'hold'}`}>
      {word}: {isSame ? say('the same') : say('another')}
    </span>
  )
}
