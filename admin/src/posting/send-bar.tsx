import Button from '@mui/material/Button'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { PostingKind } from './kinds.ts'
import type { Phase } from './use-posting.ts'

/** The form's foot: what went wrong, what is under way, and the one filled button. */
export function SendBar({ kind, phase, onAgain }: { kind: PostingKind; phase: Phase; onAgain: () => void }) {
  const note = useRef<HTMLDivElement>(null)
  const sentence = phase.step === 'typing' ? phase.faults.form : undefined
  useEffect(() => {
    if (sentence) note.current?.focus()
  }, [sentence])
  return (
    <>
      {sentence ? (
        <div className="note bad" role="alert" tabIndex={-1} ref={note} style={{ margin: '0 20px 16px' }}>
          <IconAlertTriangle className="icon" />
          {sentence}
        </div>
      ) : null}
      {phase.step === 'unanswered' ? (
        <div className="note bad" role="alert" style={{ margin: '0 20px 16px' }}>
          <IconAlertTriangle className="icon" />
          <div>
            <b>{phase.sentence}</b>
            <p style={{ margin: '4px 0 8px' }}>
              It may have been posted already. Asking again sends the very same command, which is never posted
              twice.
            </p>
            <Button onClick={onAgain}>Ask again</Button>
          </div>
        </div>
      ) : null}
      <div className="form-actions">
        <Button type="submit" variant="contained" disabled={phase.step !== 'typing'}>
          {kind.verb}
        </Button>
        {phase.step === 'sending' ? <span className="muted">Waiting for the ledger’s answer</span> : null}
      </div>
    </>
  )
}
