import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { say } from '../words/say.ts'
import type { StrategyOffer, StrategyPoint } from './rule.ts'

interface PointFieldProps {
  readonly points: readonly StrategyPoint[]
  readonly value: string
  readonly onChange: (point: StrategyPoint) => void
}

/** Which question a rule answers; it is for good. */
export function PointField({ points, value, onChange }: PointFieldProps) {
  return (
    <TextField
      select
      fullWidth
      label={say('Question')}
      value={value}
      onChange={(event) => onChange(points.find(({ name }) => name === event.target.value)!)}
    >
      {points.map(({ name, title }) => (
        <MenuItem key={name} value={name}>
          {title}
        </MenuItem>
      ))}
    </TextField>
  )
}

interface StrategyFieldProps {
  readonly point: StrategyPoint
  readonly value: string
  readonly onChange: (strategy: StrategyOffer) => void
}

/** Which strategy is asked. */
export function StrategyField({ point, value, onChange }: StrategyFieldProps) {
  const isKnown = point.strategies.some(({ id }) => id === value)
  return (
    <TextField
      select
      fullWidth
      label={say('Strategy')}
      value={value}
      onChange={(event) => onChange(point.strategies.find(({ id }) => id === event.target.value)!)}
    >
      {point.strategies.map(({ id, title, plugin, isDefault }) => (
        <MenuItem key={id} value={id}>
          {title}
          <span className="muted small">
            &ensp;{plugin}
            {isDefault ? `, ${say('the default')}` : ''}
          </span>
        </MenuItem>
      ))}
      {isKnown || value === '' ? null : (
        <MenuItem value={value}>{say('{value}, whose plugin is off', { value })}</MenuItem>
      )}
    </TextField>
  )
}
