import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { IconArrowsDiff } from '@tabler/icons-react'
import { useTranslate } from 'react-admin'
import type { Clock } from '../ledger/look-back.ts'
import { fromLocalField, toLocalField } from '../pieces/format.ts'
import type { StockView } from './stock-view.ts'

const dayMs = 86_400_000

interface CompareBarProps {
  readonly view: StockView
  readonly onChange: (part: Partial<StockView>) => void
}

/** The second instant, each of the two on a clock of its own: what changed, or what was told late. */
export function CompareBar({ view, onChange }: CompareBarProps) {
  const translate = useTranslate()
  const { before, beforeClock } = view
  if (before === undefined) return null
  return (
    <div className="note past" style={{ alignItems: 'center', flexWrap: 'wrap' }} role="status">
      <IconArrowsDiff className="icon" />
      <b>{translate('stock.compare_with')}</b>
      <TextField
        type="datetime-local"
        margin="none"
        value={toLocalField(before)}
        onChange={(event) => {
          const chosen = fromLocalField(event.target.value)
          if (chosen) onChange({ before: chosen })
        }}
        slotProps={{ htmlInput: { 'aria-label': translate('stock.compare_instant') } }}
      />
      <ToggleButtonGroup
        exclusive
        value={beforeClock}
        aria-label={translate('stock.compare_clock')}
        onChange={(_, next: Clock | null) => next && onChange({ beforeClock: next })}
      >
        <ToggleButton value="happened">{translate('stock.happened')}</ToggleButton>
        <ToggleButton value="known">{translate('stock.known')}</ToggleButton>
      </ToggleButtonGroup>
      <Button sx={{ ml: 'auto' }} onClick={() => onChange({ before: undefined })}>
        {translate('stock.stop_comparing')}
      </Button>
    </div>
  )
}

/** Sets out to compare with a day before; gone while one compares. */
export function CompareButton({ view, onChange }: CompareBarProps) {
  const translate = useTranslate()
  if (view.before !== undefined) return null
  const yesterday = () => new Date(Date.parse(view.instant ?? new Date().toISOString()) - dayMs).toISOString()
  return (
    <Button
      startIcon={<IconArrowsDiff className="icon s" />}
      onClick={() => onChange({ before: yesterday() })}
    >
      {translate('stock.compare')}
    </Button>
  )
}
