import Autocomplete, { type AutocompleteRenderInputParams } from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react'
import { type RaRecord, useDataProvider, useGetList, useGetOne } from 'react-admin'
import { say } from '../words/say.ts'
import { Named } from './named.tsx'

/** A kind of thing that can be picked by its code, its name or a scan. */
export interface Pickable {
  readonly resource: string
  /** The field that a scan matches exactly. */
  readonly code: string
  /** The field that says it in words. */
  readonly name?: string
  /** The list's filter that finds by part; `q` unless told. */
  readonly search?: string
  /** The field that is picked, where it is not the id: movements name a reason by its code. */
  readonly key?: string
  /** True for a list that is read whole and searched here. */
  readonly isShort?: boolean
  /** Held to in every search: only places that hold stock, for one. */
  readonly filter?: Readonly<Record<string, unknown>>
  /** What people call a row, where its code is for programs. */
  readonly wordOf?: (row: RaRecord) => string
}

/** What the picker needs to know, and what it tells. */
export interface EntityPickerProps {
  readonly of: Pickable
  readonly value: string | null
  readonly onChange: (id: string | null, record: RaRecord | null) => void
  readonly label?: string
  readonly ariaLabel?: string
  readonly placeholder?: string
  readonly error?: ReactNode
  readonly help?: ReactNode
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
  readonly autoFocus?: boolean
  readonly width?: number | string
  /** False for a field that always has a value. */
  readonly canClear?: boolean
}

const debounceMs = 150
const mostChoices = 20

/** A field that finds by typing, and picks the exact code when a scanner ends with Enter. */
export function EntityPicker(props: EntityPickerProps) {
  const { of, value, onChange } = props
  const [typed, setTyped] = useState('')
  const [isOpen, setOpen] = useState(false)
  const search = useSettled(typed)
  const { data: found = [], isFetching } = useGetList<RaRecord>(
    of.resource,
    {
      filter: { ...of.filter, ...(search && !of.isShort ? { [of.search ?? 'q']: search } : {}) },
      pagination: { page: 1, perPage: of.isShort ? 200 : mostChoices },
      sort: { field: of.code, order: 'ASC' },
    },
    { enabled: isOpen },
  )
  const record = useChosen(of, value)

  const isListed = isOpen && search === typed && !isFetching
  const pick = (row: RaRecord | null) => {
    onChange(row ? String(row[of.key ?? 'id']) : null, row)
    setOpen(false)
  }
  const pickExact = useExactPick({ of, typed, isListed, onPick: pick })
  return (
    <Autocomplete<RaRecord, false, boolean>
      sx={{ width: props.width ?? '100%', maxWidth: '100%' }}
      disableClearable={props.canClear === false}
      size="small"
      value={record}
      options={exactFirst(found, of, search)}
      loading={isFetching}
      open={isOpen}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      disabled={props.isDisabled ?? false}
      autoHighlight
      {...(of.isShort ? {} : { filterOptions: (options: RaRecord[]) => options })}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      getOptionKey={(row) => row.id}
      getOptionLabel={(row) => labelOf(row, of)}
      onInputChange={(_, text, cause) => setTyped(cause === 'input' ? text : '')}
      onChange={(_, row) => pick(row)}
      noOptionsText={search ? say('Nothing matches “{search}”', { search }) : say('Nothing here yet')}
      renderOption={({ key, ...rest }, row) => (
        <li key={key} {...rest}>
          {of.wordOf ? (
            of.wordOf(row)
          ) : (
            <Named code={String(row[of.code] ?? '')} name={of.name ? String(row[of.name] ?? '') : null} />
          )}
        </li>
      )}
      renderInput={(params) => <PickerField {...props} params={params} onKeyDown={pickExact} />}
    />
  )
}

interface ExactPick {
  readonly of: Pickable
  readonly typed: string
  /** Whether the list shown is the answer to what is typed. */
  readonly isListed: boolean
  readonly onPick: (row: RaRecord) => void
}

/** A scan ends with Enter before the list could follow it: then the code decides, not what is highlighted. */
function useExactPick({ of, typed, isListed, onPick }: ExactPick) {
  const dataProvider = useDataProvider()
  return async (event: KeyboardEvent & { defaultMuiPrevented?: boolean }) => {
    const code = typed.trim()
    if (event.key !== 'Enter' || code === '' || of.isShort || isListed) return
    event.preventDefault()
    event.defaultMuiPrevented = true
    const { data } = await dataProvider.getList<RaRecord>(of.resource, {
      filter: { ...of.filter, [of.search ?? 'q']: code },
      pagination: { page: 1, perPage: mostChoices },
      sort: { field: of.code, order: 'ASC' },
    })
    const exact = data.find((row) =>
      [row[of.code], row.gtin, row.barcode].some((value) => isSame(value, code)),
    )
    const hit = exact ?? (data.length === 1 ? data[0] : undefined)
    if (hit) onPick(hit)
  }
}

interface PickerFieldProps extends EntityPickerProps {
  readonly params: AutocompleteRenderInputParams
  readonly onKeyDown: (event: KeyboardEvent) => void
}

function PickerField({ params, onKeyDown, ...props }: PickerFieldProps) {
  return (
    <TextField
      {...params}
      margin="none"
      label={props.label}
      placeholder={props.placeholder ?? say('Type or scan')}
      required={props.isRequired ?? false}
      autoFocus={props.autoFocus ?? false}
      error={Boolean(props.error)}
      helperText={props.error ?? props.help}
      onKeyDown={onKeyDown}
      slotProps={{
        ...params.slotProps,
        htmlInput: {
          ...params.slotProps.htmlInput,
          ...(props.ariaLabel ? { 'aria-label': props.ariaLabel } : {}),
        },
      }}
    />
  )
}

/** The row behind a value: by its id, or as a list of one where another field is picked. */
export function useChosen(of: Pickable, value: string | null): RaRecord | null {
  const key = of.key ?? 'id'
  const byId = useGetOne<RaRecord>(
    of.resource,
    { id: value ?? '' },
    { enabled: value !== null && key === 'id' },
  )
  const byKey = useGetList<RaRecord>(
    of.resource,
    { filter: { [key]: value }, pagination: { page: 1, perPage: 1 } },
    { enabled: value !== null && key !== 'id' },
  )
  if (value === null) return null
  return (key === 'id' ? byId.data : byKey.data?.[0]) ?? null
}

function labelOf(row: RaRecord, of: Pickable): string {
  if (of.wordOf) return of.wordOf(row)
  const code = String(row[of.code] ?? '')
  return of.name && row[of.name] && row[of.name] !== code ? `${code}  ${row[of.name]}` : code
}

/** The exact code stands first, so that Enter means it. */
function exactFirst(rows: readonly RaRecord[], of: Pickable, code: string): RaRecord[] {
  const rank = (row: RaRecord) => (code !== '' && isSame(row[of.code], code) ? 0 : 1)
  return [...rows].sort((a, b) => rank(a) - rank(b))
}

function isSame(value: unknown, code: string): boolean {
  return typeof value === 'string' && value.toLowerCase() === code.toLowerCase()
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), debounceMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
