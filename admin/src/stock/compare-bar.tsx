import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { IconArrowsDiff } from '@tabler/icons-react'
import type { Clock } from '../ledger/look-back.ts'
import { fromLocalField, toLocalField } from '../pieces/format.ts'
import { say } from '../words/say.ts'
import type { StockView } from './stock-view.ts'

const dayMs = 86_400_000

interface CompareBarProps {
  readonly view: StockView
  readonly onChange: (part: Partial<StockView>) => void
}

/** The second instant, each of the two on a clock of its own: what changed, or what was told late. */
export function CompareBar({ view, onChange }: CompareBarProps) {
  const { before, beforeClock } = view
  if (before === undefined) return null
  return (
    <div className="note past" style={{ alignItems: 'center', flexWrap: 'wrap' }} role="status">
      <IconArrowsDiff className="icon" />
      <b>{say('compared with')}</b>
      <TextField
        type="datetime-local"
        margin="none"
        value={toLocalField(before)}
        onChange={(event) => {
          const chosen = fromLocalField(event.target.value)
          if (chosen) onChange({ before: chosen })
        }}
        slotProps={{ htmlInput: { 'aria-label': say('Instant to compare with') } }}
      />
      <ToggleButtonGroup
        exclusive
        value={beforeClock}
        aria-label={say('Clock of the instant to compare with')}
        onChange={(_, next: Clock | null) => next && onChange({ beforeClock: next })}
      >
        <ToggleButton value="happened">{say('as it happened')}</ToggleButton>
        <ToggleButton value="known">{say('as it was known')}</ToggleButton>
      </ToggleButtonGroup>
      <Button sx={{ ml: 'auto' }} onClick={() => onChange({ before: undefined })}>
        {say('Stop comparing')}
      </Button>
    </div>
  )
}

/** Sets out to compare with a day before; gone while one compares. */
export function CompareButton({ view, onChange }: CompareBarProps) {
  if (view.before !== undefined) return null
  const yesterday = () => new Date(Date.parse(view.instant ?? new Date().toISOString()) - dayMs).toISOString()
  return (
    <Button
      startIcon={<IconArrowsDiff className="icon s" />}
      onClick={() => onChange({ before: yesterday() })}
    >
      {say('Compare')}
    </Button>
  )
}
