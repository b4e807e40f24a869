import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useTranslate } from 'react-admin'
import type { Import } from './import.ts'

const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']
const delimiters = [',', ';', '\t', '|']

interface ReadingFieldsProps {
  readonly record: Import
  readonly onChange: (patch: object) => void
}

/** How a file is read: found out by the server, and put right by whoever knows better. */
export function ReadingFields({ record, onChange }: ReadingFieldsProps) {
  const translate = useTranslate()
  const word = (value: string) => translate(`imports.option.${value}`)
  const { format, sheets, decimalSign, days, emptyCells } = record
  return (
    <div className="import-reading">
      {format.kind === 'csv' ? (
        <>
          <Choice
            label="encoding"
            value={format.encoding}
            values={encodings}
            onChange={(encoding) => onChange({ format: { ...format, encoding } })}
          />
          <Choice
            label="delimiter"
            value={format.delimiter}
            values={delimiters}
            wordOf={(value) => (value === '\t' ? word('tab') : value)}
            onChange={(delimiter) => onChange({ format: { ...format, delimiter } })}
          />
        </>
      ) : (
        <Choice
          label="sheet"
          value={format.sheet}
          values={sheets.includes(format.sheet) ? sheets : [format.sheet, ...sheets]}
          onChange={(sheet) => onChange({ format: { ...format, sheet } })}
        />
      )}
      <Choice
        label="decimal"
        value={decimalSign}
        values={['point', 'comma']}
        wordOf={word}
        onChange={(value) => onChange({ decimalSign: value })}
      />
      <Choice
        label="days"
        value={days}
        values={['day-first', 'month-first']}
        wordOf={word}
        onChange={(value) => onChange({ days: value })}
      />
      <Choice
        label="empty_cells"
        value={emptyCells}
        values={['keep', 'clear']}
        wordOf={word}
        onChange={(value) => onChange({ emptyCells: value })}
      />
    </div>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly values: readonly string[]
  readonly wordOf?: (value: string) => string
  readonly onChange: (value: string) => void
}

function Choice({ label, value, values, wordOf = (word) => word, onChange }: ChoiceProps) {
  const translate = useTranslate()
  return (
    <TextField
      select
      margin="none"
      size="small"
      label={translate(`imports.${label}`)}
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
