import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { EntityPicker } from '../pieces/entity-picker.tsx'
import { anyLocation, anySite } from '../pieces/pickables.ts'
import { say } from '../words/say.ts'
import { hasRanges, type LayoutDraft } from './layout-draft.ts'

interface LayoutFieldsProps {
  readonly draft: LayoutDraft
  readonly onChange: (part: Partial<LayoutDraft>) => void
}

/** The pattern's fields. */
export function LayoutFields(props: LayoutFieldsProps) {
  return (
    <>
      <WhereFields {...props} />
      <CodeFields {...props} />
      <SizeFields {...props} />
    </>
  )
}

function WhereFields({ draft, onChange }: LayoutFieldsProps) {
  return (
    <>
      <h2>{say('Where')}</h2>
      <div className="two" style={{ gap: '12px 16px' }}>
        <EntityPicker
          of={anySite}
          label={say('Site')}
          isRequired
          value={draft.site}
          onChange={(site) => onChange({ site, parent: null })}
        />
        <EntityPicker
          of={{ ...anyLocation, filter: draft.site ? { site: draft.site } : {} }}
          label={say('In, optional')}
          value={draft.parent}
          onChange={(parent) => onChange({ parent })}
          help={say('A place that all of it stands in; empty is the site itself')}
        />
      </div>
    </>
  )
}

function CodeFields({ draft, onChange }: LayoutFieldsProps) {
  return (
    <>
      <h2>{say('Codes')}</h2>
      <div className="three" style={{ gap: '12px 16px' }}>
        <PatternText
          name="code"
          label={say('Code of a place')}
          draft={draft}
          onChange={onChange}
          help={say('{names}; {padded} writes 01; or {range}', {
            names: '{aisle} {bay} {level} {position} {side}',
            padded: '{bay:02}',
            range: 'A-[01-20]-[01-30]-[1-4]',
          })}
        />
        <TextField
          label={say('Code of an aisle’s area, optional')}
          margin="none"
          value={draft.areaCode}
          onChange={(event) => onChange({ areaCode: event.target.value })}
          helperText={say('Empty: no areas')}
        />
        <TextField
          select
          label={say('Kind of place')}
          margin="none"
          value={draft.kind}
          onChange={(event) => onChange({ kind: event.target.value })}
        >
          <MenuItem value="bin">{say('bin')}</MenuItem>
          <MenuItem value="area">{say('area')}</MenuItem>
          <MenuItem value="transit">{say('in transit')}</MenuItem>
        </TextField>
        <TextField
          select
          label={say('Check digits to read out')}
          margin="none"
          value={draft.checkDigits}
          onChange={(event) => onChange({ checkDigits: event.target.value as LayoutDraft['checkDigits'] })}
          helperText={say('No two places of a bay have the same')}
        >
          <MenuItem value="">{say('none')}</MenuItem>
          <MenuItem value="2">{say('two')}</MenuItem>
          <MenuItem value="3">{say('three')}</MenuItem>
          <MenuItem value="4">{say('four')}</MenuItem>
        </TextField>
      </div>
    </>
  )
}

function SizeFields({ draft, onChange }: LayoutFieldsProps) {
  // Ranges in the code count already.
  const isCounted = hasRanges(draft)
  return (
    <>
      <h2>{say('How many, how large')}</h2>
      <div className="three" style={{ gap: '12px 16px' }}>
        {isCounted ? null : <AisleFields draft={draft} onChange={onChange} />}
        <PatternText
          name="aislePitch"
          label={say('From aisle to aisle, m')}
          draft={draft}
          onChange={onChange}
          isNumber
        />
        <PatternText
          name="rackDepth"
          label={say('Depth of a rack, m')}
          draft={draft}
          onChange={onChange}
          isNumber
        />
        {isCounted ? null : (
          <PatternText
            name="bays"
            label={say('Bays on each side')}
            draft={draft}
            onChange={onChange}
            isNumber
          />
        )}
        <PatternText
          name="bayWidth"
          label={say('Width of a bay, m')}
          draft={draft}
          onChange={onChange}
          isNumber
        />
        <TextField
          select
          label={say('Sides')}
          margin="none"
          value={draft.sides}
          onChange={(event) => onChange({ sides: event.target.value === '2' ? '2' : '1' })}
        >
          <MenuItem value="1">{say('bays on one side')}</MenuItem>
          <MenuItem value="2">{say('bays on both sides')}</MenuItem>
        </TextField>
        {isCounted ? null : (
          <PatternText name="levels" label={say('Levels')} draft={draft} onChange={onChange} isNumber />
        )}
        <PatternText
          name="levelHeight"
          label={say('Height of a level, m')}
          draft={draft}
          onChange={onChange}
          isNumber
        />
        {isCounted ? null : (
          <PatternText
            name="positions"
            label={say('Positions in a bay')}
            draft={draft}
            onChange={onChange}
            help={say('1: a bay is one place on each level')}
            isNumber
          />
        )}
      </div>
    </>
  )
}

interface PatternTextProps extends LayoutFieldsProps {
  readonly name: Exclude<keyof LayoutDraft, 'site' | 'parent'>
  readonly label: string
  readonly help?: string
  readonly isNumber?: boolean
}

function PatternText({ name, label, help, isNumber = false, draft, onChange }: PatternTextProps) {
  return (
    <TextField
      label={label}
      margin="none"
      required
      value={draft[name]}
      onChange={(event) => onChange({ [name]: event.target.value })}
      helperText={help}
      slotProps={{ htmlInput: isNumber ? { inputMode: 'decimal' } : {} }}
    />
  )
}

function AisleFields({ draft, onChange }: LayoutFieldsProps) {
  return (
    <>
      <PatternText name="aisles" label={say('Aisles')} draft={draft} onChange={onChange} isNumber />
      <PatternText
        name="aisleStart"
        label={say('First aisle')}
        draft={draft}
        onChange={onChange}
        help={say('A letter or a number')}
      />
    </>
  )
}
