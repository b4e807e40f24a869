import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { say } from '../words/say.ts'
import type { Import } from './import.ts'
import type { MappingWish } from './outdated-mapping.tsx'

const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']
const delimiters = [',', ';', '\t', '|']

interface ReadingFieldsProps {
  readonly record: Import
  readonly onChange: (patch: MappingWish) => void
}

/** How a file is read, in words. */
export function readingWords({
  format,
  decimalSign,
  days,
  emptyCells,
}: Pick<Import, 'format' | 'decimalSign' | 'days' | 'emptyCells'>): readonly (readonly [string, string])[] {
  return [
    ...(format.kind === 'csv'
      ? ([
          [say('Encoding'), format.encoding],
          [say('Between cells'), delimiterWord(format.delimiter)],
        ] as const)
      : ([[say('Sheet'), format.sheet]] as const)),
    [say('Decimals'), optionWord(decimalSign)],
    [say('Days'), optionWord(days)],
    [say('Empty cells'), optionWord(emptyCells)],
  ]
}

/** How a file is read: found out by the server, and put right by whoever knows better. */
export function ReadingFields({ record, onChange }: ReadingFieldsProps) {
  const { format, sheets, decimalSign, days, emptyCells } = record
  return (
    <div className="import-reading">
      {format.kind === 'csv' ? (
        <>
          <Choice
            label={say('Encoding')}
            value={format.encoding}
            values={encodings}
            onChange={(encoding) => onChange({ format: { ...format, encoding } })}
          />
          <Choice
            label={say('Between cells')}
            value={format.delimiter}
            values={delimiters}
            wordOf={delimiterWord}
            onChange={(delimiter) => onChange({ format: { ...format, delimiter } })}
          />
        </>
      ) : (
        <Choice
          label={say('Sheet')}
          value={format.sheet}
          values={sheets.includes(format.sheet) ? sheets : [format.sheet, ...sheets]}
          onChange={(sheet) => onChange({ format: { ...format, sheet } })}
        />
      )}
      <Choice
        label={say('Decimals')}
        value={decimalSign}
        values={['point', 'comma']}
        wordOf={optionWord}
        onChange={(value) => onChange({ decimalSign: value })}
      />
      <Choice
        label={say('Days')}
        value={days}
        values={['day-first', 'month-first']}
        wordOf={optionWord}
        onChange={(value) => onChange({ days: value })}
      />
      <Choice
        label={say('Empty cells')}
        value={emptyCells}
        values={['keep', 'clear']}
        wordOf={optionWord}
        onChange={(value) => onChange({ emptyCells: value })}
      />
    </div>
  )
}

function delimiterWord(value: string): string {
  return value === '\t' ? say('tab') : value
}

function optionWord(value: string): string {
  const words: Readonly<Record<string, string>> = {
    point: '1234.5',
    comma: '1234,5',
    'day-first': '23/11/2026',
    'month-first': '11/23/2026',
    keep: say('keep what stands'),
    clear: say('take it away'),
  }
  return words[value] ?? value
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly values: readonly string[]
  readonly wordOf?: (value: string) => string
  readonly onChange: (value: string) => void
}

function Choice({ label, value, values, wordOf = (word) => word, onChange }: ChoiceProps) {
  return (
    <TextField
      select
      margin="none"
      size="small"
      label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {values.map((one) => (
        <MenuItem key={one} value={one}>
          {wordOf(one)}
        </MenuItem>
      ))}
    </TextField>
  )
}
