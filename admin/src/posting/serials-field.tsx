import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { say } from '../words/say.ts'
import type { DraftLine } from './draft.ts'
import { baseQuantity } from './line-needs.ts'
import { countSerials, readSerials, twice } from './serial-text.ts'

interface SerialsFieldProps {
  readonly line: DraftLine
  readonly number: number
  readonly error: string | undefined
  readonly isHeld: boolean
  readonly onChange: (part: Partial<DraftLine>) => void
}

/** The numbers of a line's pieces: scanned one after the other, pasted as a column, or as first and last. */
export function SerialsField({ line, number, error, isHeld, onChange }: SerialsFieldProps) {
  const read = readSerials(line.serials)
  const given = countSerials(read)
  const needed = baseQuantity(line)
  const again = twice(read)
  const change = (serials: string) => onChange({ serials, ...followed(line, serials) })
  return (
    <div className="serials-field">
      <TextField
        label={say('Serial numbers')}
        margin="none"
        multiline
        rows={Math.min(8, Math.max(2, line.serials.split('\n').length))}
        fullWidth
        value={line.serials}
        disabled={isHeld}
        placeholder={say('Scan, paste or type, one a line')}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => event.stopPropagation()}
        error={Boolean(error) || again.length > 0}
        helperText={
          again.length > 0
            ? say('Named twice: {again}', { again: again.slice(0, 3).join(', ') })
            : countWords(given, needed)
        }
        slotProps={{
          htmlInput: {
            'aria-label': say('Serial numbers of line {number}', { number }),
            spellCheck: false,
            className: 'code',
          },
        }}
      />
      <RangeFields
        number={number}
        isHeld={isHeld}
        onAdd={(from, to) => change(`${withBreak(line.serials)}${from}..${to}\n`)}
      />
    </div>
  )
}

function countWords(given: number, needed: number | undefined): string {
  if (needed === undefined) return say('1 number | {count} numbers', { count: given })
  return say('{given} of 1 number | {given} of {count} numbers', { given, count: Math.abs(needed) })
}

/** While the quantity is as many as are scanned, or nothing, it counts along. */
function followed(line: DraftLine, serials: string): Partial<DraftLine> {
  if (line.level !== null) return {}
  const before = countSerials(readSerials(line.serials))
  const typed = line.quantity.trim() === '' ? 0 : Number(line.quantity)
  if (Math.abs(typed) !== before) return {}
  const count = countSerials(readSerials(serials))
  return { quantity: count === 0 ? '' : String(typed < 0 ? -count : count) }
}

function withBreak(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}

function RangeFields(props: { number: number; isHeld: boolean; onAdd: (from: string, to: string) => void }) {
  const { number, isHeld, onAdd } = props
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const isWhole = from.trim() !== '' && to.trim() !== ''
  const add = () => {
    if (!isWhole) return
    onAdd(from.trim(), to.trim())
    setFrom('')
    setTo('')
  }
  const field = (word: string, value: string, set: (value: string) => void) => (
    <TextField
      label={word}
      margin="none"
      value={value}
      disabled={isHeld}
      onChange={(event) => set(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        event.stopPropagation()
        add()
      }}
      sx={{ width: 150 }}
      slotProps={{
        htmlInput: { 'aria-label': say('{word}, line {number}', { word, number }), className: 'code' },
      }}
    />
  )
  return (
    <div className="row" style={{ alignItems: 'flex-end', gap: 8 }}>
      {field(say('First of a range'), from, setFrom)}
      {field(say('Last of a range'), to, setTo)}
      <Button onClick={add} disabled={isHeld || !isWhole}>
        {say('Add range')}
      </Button>
    </div>
  )
}
