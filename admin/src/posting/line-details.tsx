import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import { useId } from 'react'
import { useGetList } from 'react-admin'
import { formatFigure } from '../pieces/format.ts'
import { say } from '../words/say.ts'
import type { DraftLine, LineFaults } from './draft.ts'
import type { PostingKind } from './kinds.ts'
import { asksSerials, baseQuantity, type LevelChoice } from './line-needs.ts'
import { LotField } from './lot-field.tsx'
import { SerialsField } from './serials-field.tsx'

interface LineDetailsProps {
  readonly kind: PostingKind
  readonly line: DraftLine
  readonly number: number
  readonly faults: LineFaults
  readonly isHeld: boolean
  readonly onChange: (part: Partial<DraftLine>) => void
}

/** What an item asks for beyond its quantity: lot, packaging that it was counted in, weight, numbers. */
export function LineDetails(props: LineDetailsProps) {
  const { kind, line, number, faults, isHeld, onChange } = props
  const levels = useLevels(line.item)
  const { needs } = line
  const isAsked = needs.hasLots || needs.catchUnit !== null || asksSerials(line, kind) || levels.length > 0
  if (line.item === null || !isAsked) return null
  return (
    <tr className="details">
      <td colSpan={7}>
        <div className="row wrap details-fields">
          {levels.length > 0 ? <LevelField {...props} levels={levels} /> : null}
          {needs.hasLots ? (
            <LotField
              key={line.item}
              line={line}
              number={number}
              canBeNew={kind.kind === 'receipt' || kind.kind === 'adjustment'}
              error={faults.lot}
              isHeld={isHeld}
              onChange={onChange}
            />
          ) : null}
          {needs.catchUnit === null ? null : <CatchField {...props} unit={needs.catchUnit} />}
          {asksSerials(line, kind) ? (
            <SerialsField
              line={line}
              number={number}
              error={faults.serials}
              isHeld={isHeld}
              onChange={onChange}
            />
          ) : null}
        </div>
      </td>
    </tr>
  )
}

function useLevels(item: string | null): readonly LevelChoice[] {
  const { data = [] } = useGetList<LevelChoice>(
    'packaging-levels',
    {
      filter: { item, isActive: true },
      pagination: { page: 1, perPage: 50 },
      sort: { field: 'name', order: 'ASC' },
    },
    { enabled: item !== null },
  )
  return item === null ? [] : data
}

function LevelField(props: LineDetailsProps & { levels: readonly LevelChoice[] }) {
  const { line, number, isHeld, onChange, levels } = props
  const id = useId()
  const base = baseQuantity(line)
  const help =
    line.level !== null && base !== undefined
      ? `${formatFigure(Number(line.quantity))} ${line.level.name} = ${formatFigure(base)} ${line.unit}`
      : undefined
  return (
    <TextField
      id={id}
      select
      label={say('Counted in')}
      margin="none"
      value={line.level?.id ?? ''}
      disabled={isHeld}
      onChange={(event) =>
        onChange({ level: levels.find((level) => level.id === event.target.value) ?? null })
      }
      helperText={help}
      sx={{ minWidth: 150 }}
      slotProps={{
        select: { native: true },
        htmlInput: { 'aria-label': say('Packaging of line {number}', { number }) },
      }}
    >
      <option value="">{line.unit}</option>
      {levels.map((level) => (
        <option key={level.id} value={level.id}>
          {level.name} ({factorWords(level)} {line.unit})
        </option>
      ))}
    </TextField>
  )
}

function factorWords({ numerator, denominator }: LevelChoice): string {
  return denominator === 1
    ? formatFigure(numerator)
    : `${formatFigure(numerator)}/${formatFigure(denominator)}`
}

function CatchField({ line, number, faults, isHeld, onChange, unit }: LineDetailsProps & { unit: string }) {
  return (
    <TextField
      label={say('Catch quantity')}
      margin="none"
      value={line.catchQuantity}
      disabled={isHeld}
      onChange={(event) => onChange({ catchQuantity: event.target.value.replace(',', '.') })}
      error={Boolean(faults.catchQuantity)}
      helperText={faults.catchQuantity}
      sx={{ width: 140 }}
      slotProps={{
        htmlInput: {
          inputMode: 'decimal',
          'aria-label': say('Catch, line {number}', { number }),
          style: { textAlign: 'right' },
        },
        input: {
          endAdornment: (
            <InputAdornment position="end">
              <span className="unit">{unit}</span>
            </InputAdornment>
          ),
        },
      }}
    />
  )
}
