import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { Link } from 'react-router-dom'
import { formatFigure } from '../pieces/format.ts'
import { Instant } from '../pieces/instant.tsx'
import { ScrollX } from '../pieces/scroll-x.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { call } from '../providers/http-client.ts'
import { useRights } from '../providers/rights.ts'
import { say } from '../words/say.ts'
import type { RuleValues } from './rule-form.tsx'

interface Example {
  readonly decision: string
  readonly at: string
  readonly outcome: 'same' | 'different' | 'none'
  readonly was: string
  readonly wasBecause: string
  readonly wouldBe: string
  readonly wouldBeBecause: string
}

interface Trial {
  readonly from: string
  readonly until: string
  readonly decisions: number
  readonly matching: number
  readonly same: number
  readonly different: number
  readonly none: number
  readonly sentence: string
  readonly examples: readonly Example[]
}

const periods = () =>
  [
    { days: 7, words: say('last week') },
    { days: 28, words: say('the last four weeks') },
    { days: 90, words: say('the last 90 days') },
  ] as const
const dayMs = 86_400_000
const looks = () =>
  ({
    same: { word: say('the same'), tint: 'available' },
    different: { word: say('otherwise'), tint: 'hold' },
    none: { word: say('no answer'), tint: 'damaged' },
  }) as const

/** What would have become of former decisions, were the rule asked first. Nothing is changed by it. */
export function RuleTry({ draftOf }: { draftOf: (values: RuleValues) => object }) {
  const { getValues } = useFormContext()
  const { may } = useRights()
  const [days, setDays] = useState(7)
  const [trial, setTrial] = useState<Trial>()
  const [refusal, setRefusal] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  if (!may('host.decision.read')) return null
  const attempt = () => {
    setBusy(true)
    setRefusal(undefined)
    const from = new Date(Date.now() - days * dayMs).toISOString()
    call<Trial>('/host/strategy-bindings/try', { method: 'POST', body: { ...draftOf(getValues()), from } })
      .then(setTrial, (error: unknown) => {
        setTrial(undefined)
        setRefusal(error)
      })
      .finally(() => setBusy(false))
  }
  return (
    <section className="card" aria-label={say('Try it')}>
      <header>
        <h2>{say('Try it before it counts')}</h2>
      </header>
      <div className="pad stack" style={{ gap: 12 }}>
        <div className="row wrap">
          <TextField
            select
            margin="none"
            value={days}
            onChange={(event) => setDays(Number(event.target.value))}
            slotProps={{ select: { native: true }, htmlInput: { 'aria-label': say('Tried on') } }}
          >
            {periods().map((period) => (
              <option key={period.days} value={period.days}>
                {period.words}
              </option>
            ))}
          </TextField>
          <Button type="button" disabled={isBusy} onClick={attempt}>
            {say('Try it')}
          </Button>
          {isBusy ? <span className="muted">{say('Decisions are made once more …')}</span> : null}
        </div>
        {refusal ? <Trouble error={refusal} /> : null}
        {trial ? <Outcome trial={trial} /> : null}
      </div>
    </section>
  )
}

function Outcome({ trial }: { trial: Trial }) {
  const { sentence, examples, matching } = trial
  return (
    <>
      <p role="status" style={{ margin: 0 }}>
        {sentence}
      </p>
      {matching > 0 ? (
        <div className="row wrap" style={{ gap: 16 }}>
          {(['same', 'different', 'none'] as const).map((outcome) => (
            <span key={outcome}>
              <span className={`chip ${looks()[outcome].tint}`}>{looks()[outcome].word}</span>{' '}
              <b>{formatFigure(trial[outcome])}</b>
            </span>
          ))}
        </div>
      ) : null}
      {examples.length > 0 ? (
        <ScrollX>
          <table className="table">
            <thead>
              <tr>
                <th>{say('Decided')}</th>
                <th>{say('Comes out')}</th>
                <th>{say('Was')}</th>
                <th>{say('Would be')}</th>
                <th>{say('Why')}</th>
              </tr>
            </thead>
            <tbody>
              {examples.map((example) => (
                <tr key={example.decision}>
                  <td>
                    <Link to={`/decisions/${example.decision}/show`}>
                      <Instant at={example.at} length="short" />
                    </Link>
                  </td>
                  <td>
                    <span className={`chip ${looks()[example.outcome].tint}`}>
                      {looks()[example.outcome].word}
                    </span>
                  </td>
                  <td>{example.was}</td>
                  <td>{example.wouldBe}</td>
                  <td>{example.wouldBeBecause}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollX>
      ) : null}
    </>
  )
}
