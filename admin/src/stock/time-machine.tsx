import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { IconHistory } from '@tabler/icons-react'
import { fromLocalField, toLocalField } from '../pieces/format.ts'
import type { Clock, StockView } from './stock-view.ts'

/** Chooses the instant that stock is shown at, and on which clock. Away from now, it says so. */
export function TimeMachine({
  view,
  onChange,
}: {
  view: StockView
  onChange: (part: Partial<StockView>) => void
}) {
  if (!view.instant) return null
  return (
    <div className="note past" style={{ alignItems: 'center', flexWrap: 'wrap' }} role="status">
      <IconHistory className="icon" />
      <b>{view.clock === 'happened' ? 'Stock as it was at' : 'Stock as it was known at'}</b>
      <TextField
        type="datetime-local"
        margin="none"
        value={toLocalField(view.instant)}
        onChange={(event) => {
          const instant = fromLocalField(event.target.value)
          if (instant) onChange({ instant })
        }}
        slotProps={{ htmlInput: { 'aria-label': 'Instant' } }}
      />
      <ToggleButtonGroup
        exclusive
        value={view.clock}
        aria-label="Clock"
        onChange={(_, clock: Clock | null) => clock && onChange({ clock })}
      >
        <ToggleButton value="happened">as it happened</ToggleButton>
        <ToggleButton value="known">as it was known</ToggleButton>
      </ToggleButtonGroup>
      <span className="small">
        {view.clock === 'happened' ? 'with what was posted later' : 'with what had been posted then'}
      </span>
      <Button sx={{ ml: 'auto' }} onClick={() => onChange({ instant: undefined })}>
        Back to now
      </Button>
    </div>
  )
}
