import Button from '@mui/material/Button'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import { IconSearch, IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useListContext } from 'react-admin'
import { useChip } from '../lists/filter-chips.tsx'
import { say } from '../words/say.ts'
import { EntityPicker, type Pickable, useChosen } from './entity-picker.tsx'
import { formatCivilDay, formatInstantShort } from './format.ts'
import { InstantField } from './instant-field.tsx'
import { useClock } from './site-clock.tsx'
import { hasSameClock, ownZone, zoneWord } from './zoned-instant.ts'

const debounceMs = 250

/** One filter's value in the list's address, and how to change it; the list goes to its first page. */
function useFilterValue(source: string): [unknown, (value: unknown) => void] {
  const { filterValues, setFilters } = useListContext()
  const [field, operator] = fieldAndOperator(source)
  const held: unknown = filterValues?.[field]
  const value = operator ? (held as Record<string, unknown> | undefined)?.[operator] : held
  const change = (next: unknown) => {
    const rest = { ...filterValues }
    if (operator) {
      const operators = { ...(held as Record<string, unknown> | undefined), [operator]: next }
      if (next === null || next === '') delete operators[operator]
      if (Object.keys(operators).length > 0) rest[field] = operators
      else delete rest[field]
    } else if (next === null || next === '') delete rest[field]
    else rest[field] = next
    setFilters(rest, [])
  }
  return [value, change]
}

const operators = ['gte', 'gt', 'lte', 'lt', 'in', 'contains', 'startsWith', 'has', 'isNull']

/** `at.gte` is a field and an operator, `fields.cold-chain.maximum` is a field with dots in its name. */
function fieldAndOperator(source: string): [string, string?] {
  const dot = source.lastIndexOf('.')
  const last = source.slice(dot + 1)
  return dot > 0 && operators.includes(last) ? [source.slice(0, dot), last] : [source]
}

/** What is typed into a filter, and taken over once the typing pauses. */
function useTyped(source: string): [string, (text: string) => void] {
  const [value, change] = useFilterValue(source)
  const [typed, setTyped] = useState(String(value ?? ''))
  useEffect(() => setTyped(String(value ?? '')), [value])
  // Another filter may be set while this one waits: what is kept then is read when it is set.
  const latest = useRef(change)
  latest.current = change
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts to wait again
  useEffect(() => {
    if (typed === String(value ?? '')) return undefined
    const timer = setTimeout(() => latest.current(typed), debounceMs)
    return () => clearTimeout(timer)
  }, [typed])
  return [typed, setTyped]
}

/** Free text over what the list searches in. */
export function SearchFilter({ placeholder, source = 'q' }: { placeholder: string; source?: string }) {
  const [typed, setTyped] = useTyped(source)
  return (
    <TextField
      margin="none"
      type="search"
      placeholder={placeholder}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      sx={{ width: 300, maxWidth: '100%' }}
      slotProps={{
        htmlInput: { 'aria-label': placeholder },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <IconSearch className="icon" />
            </InputAdornment>
          ),
        },
      }}
    />
  )
}

/** A filter's field under its label. */
function Labelled({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div>
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children}
    </div>
  )
}

/** A bound of a figure: `source` names field and operator, as in `weight.gte`. */
export function NumberFilter({ source, label }: { source: string; label: string }) {
  const [typed, setTyped] = useTyped(source)
  const [value, change] = useFilterValue(source)
  useChip(source, set(value) && { label, shown: String(value), clear: () => change('') })
  const id = useId()
  return (
    <Labelled id={id} label={label}>
      <TextField
        id={id}
        type="number"
        margin="none"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        sx={{ width: 110 }}
        slotProps={{ htmlInput: { step: 'any' } }}
      />
    </Labelled>
  )
}

/** One of a few words, or all. */
export function ChoiceFilter(props: {
  source: string
  label: string
  choices: readonly { readonly id: string; readonly name: string }[]
}) {
  const { source, label, choices } = props
  const [value, change] = useFilterValue(source)
  const word = choices.find(({ id: one }) => one === String(value))?.name ?? String(value)
  useChip(source, set(value) && { label, shown: word, clear: () => change('') })
  const id = useId()
  return (
    <Labelled id={id} label={label}>
      <TextField
        id={id}
        select
        margin="none"
        value={String(value ?? '')}
        onChange={(event) => change(event.target.value)}
        sx={{ minWidth: 130, maxWidth: 260 }}
        slotProps={{ select: { native: true }, htmlInput: { 'aria-label': label } }}
      >
        <option value="">{say('All')}</option>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.name}
          </option>
        ))}
      </TextField>
    </Labelled>
  )
}

/** One thing, picked by code or name. */
export function PickFilter(props: { source: string; label: string; of: Pickable; width?: number }) {
  const { source, label, of } = props
  const [value, change] = useFilterValue(source)
  const chosen = useChosen(of, (value as string | undefined) ?? null)
  const shown = chosen ? String(chosen[of.code]) : '…'
  useChip(source, set(value) && { label, shown, clear: () => change('') })
  return (
    <div>
      <span className="field-label">{label}</span>
      <EntityPicker
        of={of}
        ariaLabel={label}
        placeholder={say('All')}
        width={props.width ?? 210}
        value={(value as string | undefined) ?? null}
        onChange={(id) => change(id)}
      />
    </div>
  )
}

/** A bound in time: `source` names field and operator, as in `at.gte`. */
export function InstantFilter({ source, label }: { source: string; label: string }) {
  const [value, change] = useFilterValue(source)
  const zone = useClock()
  const shown = value ? formatInstantShort(String(value), zone) : ''
  useChip(source, set(value) && { label, shown, clear: () => change('') })
  const id = useId()
  const labelled = hasSameClock(zone, ownZone) ? label : `${label}, ${zoneWord(zone)}`
  return (
    <Labelled id={id} label={labelled}>
      <InstantField
        id={id}
        value={value ? String(value) : undefined}
        onChange={(instant) => change(instant ?? '')}
        sx={{ width: 200 }}
      />
    </Labelled>
  )
}

/** A bound in days of the calendar: `source` names field and operator, as in `expiresOn.gte`. */
export function DayFilter({ source, label }: { source: string; label: string }) {
  const [value, change] = useFilterValue(source)
  const shown = value ? formatCivilDay(String(value)) : ''
  useChip(source, set(value) && { label, shown, clear: () => change('') })
  const id = useId()
  return (
    <Labelled id={id} label={label}>
      <TextField
        id={id}
        type="date"
        margin="none"
        value={value ? String(value) : ''}
        onChange={(event) => change(event.target.value)}
        sx={{ width: 150 }}
      />
    </Labelled>
  )
}

/** What a link narrowed the list to, by an id that nobody types: said as long as it holds, and taken off. */
export function LinkedFilter({ sources, label }: { sources: readonly string[]; label: string }) {
  const { filterValues, setFilters } = useListContext()
  const held = sources.flatMap((source) => (filterValues?.[source] ? [String(filterValues[source])] : []))
  if (held.length === 0) return null
  const clear = () => {
    const rest = { ...filterValues }
    for (const source of sources) delete rest[source]
    setFilters(rest, [])
  }
  return (
    <div>
      <span className="field-label">{label}</span>
      <Button endIcon={<IconX className="icon s" />} title={say('Show all again')} onClick={clear}>
        {held.map(shortly).join(' ')}
      </Button>
    </div>
  )
}

/** Undefined where a filter is not set, so that nothing is told of it. */
function set(value: unknown): true | undefined {
  return value === undefined || value === null || value === '' ? undefined : true
}

function shortly(value: string): string {
  return /^[0-9a-f-]{36}$/.test(value) ? value.slice(-8) : value.replaceAll('_', ' ')
}
