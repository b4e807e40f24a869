import Button from '@mui/material/Button'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { IconHistory } from '@tabler/icons-react'
import { InstantField } from '../pieces/instant-field.tsx'
import { ClockWord } from '../pieces/site-clock.tsx'
import { say } from '../words/say.ts'
import type { Clock, Look } from './look-back.ts'

interface TimeMachineProps {
  /** What is shown, as a sentence begins with it: `Stock`. */
  readonly what: string
  readonly look: Look
  readonly onChange: (part: Partial<Look>) => void
}

/** Chooses the instant that something is shown at, and on which clock. Away from now, it says so. */
export function TimeMachine({ what, look, onChange }: TimeMachineProps) {
  const { instant, clock } = look
  if (instant === undefined) return null
  return (
    <div className="note past" style={{ alignItems: 'center', flexWrap: 'wrap' }} role="status">
      <IconHistory className="icon" />
      <b>
        {what} {clock === 'happened' ? say('as it was at') : say('as it was known at')}
      </b>
      <InstantField
        value={instant}
        onChange={(chosen) => chosen && onChange({ instant: chosen })}
        slotProps={{ htmlInput: { 'aria-label': say('Instant') } }}
      />
      <ClockWord />
      <ToggleButtonGroup
        exclusive
        value={clock}
        aria-label={say('Clock')}
        onChange={(_, next: Clock | null) => next && onChange({ clock: next })}
      >
        <ToggleButton value="happened">{say('as it happened')}</ToggleButton>
        <ToggleButton value="known">{say('as it was known')}</ToggleButton>
      </ToggleButtonGroup>
      <span className="small">
        {clock === 'happened' ? say('with what was posted later') : say('with what had been posted then')}
      </span>
      <Button sx={{ ml: 'auto' }} onClick={() => onChange({ instant: undefined })}>
        {say('Back to now')}
      </Button>
    </div>
  )
}

/** Sets out for another instant, beginning with this one; gone while one looks back. */
export function LookBackButton({ word, look, onChange }: { word: string } & Omit<TimeMachineProps, 'what'>) {
  if (look.instant !== undefined) return null
  return (
    <Button
      startIcon={<IconHistory className="icon s" />}
      onClick={() => onChange({ instant: new Date().toISOString() })}
    >
      {word}
    </Button>
  )
}
