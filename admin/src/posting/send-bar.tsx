import Button from '@mui/material/Button'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { say } from '../words/say.ts'
import { noFaults } from './draft.ts'
import type { PostingKind } from './kinds.ts'
import type { Override } from './override.ts'
import { OverrideForm } from './override-form.tsx'
import type { Phase } from './use-posting.ts'

interface SendBarProps {
  readonly kind: PostingKind
  readonly phase: Phase
  readonly onAgain: () => void
  readonly onOverride: (said: Override) => void
}

/** The form's foot: what went wrong, what is under way, and the one filled button. */
export function SendBar({ kind, phase, onAgain, onOverride }: SendBarProps) {
  const note = useRef<HTMLDivElement>(null)
  const { form: sentence, overridable } = phase.step === 'typing' ? phase.faults : noFaults
  useEffect(() => {
    if (sentence) note.current?.focus()
  }, [sentence])
  return (
    <>
      {sentence ? (
        <div className="note bad" role="alert" tabIndex={-1} ref={note} style={{ margin: '0 20px 16px' }}>
          <IconAlertTriangle className="icon" />
          <div style={{ flex: 1, minWidth: 0 }}>
            {sentence}
            {overridable ? (
              <OverrideForm
                key={overridable.code}
                refused={overridable}
                isBusy={false}
                onOverride={onOverride}
              />
            ) : null}
          </div>
        </div>
      ) : null}
      {phase.step === 'unanswered' ? (
        <div className="note bad" role="alert" style={{ margin: '0 20px 16px' }}>
          <IconAlertTriangle className="icon" />
          <div>
            <b>{phase.sentence}</b>
            <p style={{ margin: '4px 0 8px' }}>
              {say(
                'It may have been posted already. Asking again sends the very same command, which is ' +
                  'never posted twice.',
              )}
            </p>
            <Button onClick={onAgain}>{say('Ask again')}</Button>
          </div>
        </div>
      ) : null}
      <div className="form-actions">
        <Button type="submit" variant="contained" disabled={phase.step !== 'typing'}>
          {kind.verb}
        </Button>
        {phase.step === 'sending' ? (
          <span className="muted">{say('Waiting for the ledger’s answer')}</span>
        ) : null}
      </div>
    </>
  )
}
