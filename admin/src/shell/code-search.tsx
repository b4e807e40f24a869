import Autocomplete from '@mui/material/Autocomplete'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import { IconScan } from '@tabler/icons-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { type RaRecord, useDataProvider } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { Named } from '../pieces/named.tsx'
import { Plate } from '../pieces/plate.tsx'

interface Hit {
  readonly to: string
  readonly group: 'Items' | 'Locations'
  readonly code: string
  readonly name: string
}

const debounceMs = 150
const mostHits = 6

/** Finds items and locations by code, name or scan, from anywhere by Ctrl K. */
export function CodeSearch() {
  const [typed, setTyped] = useState('')
  const hits = useHits(typed)
  const field = useRef<HTMLInputElement>(null)
  const navigate = useNavigate()
  useCtrlK(field)
  return (
    <search>
      <Autocomplete<Hit>
        size="small"
        value={null}
        inputValue={typed}
        options={hits}
        autoHighlight
        blurOnSelect
        forcePopupIcon={false}
        filterOptions={(options) => options}
        groupBy={(hit) => hit.group}
        getOptionKey={(hit) => hit.to}
        getOptionLabel={(hit) => hit.code}
        noOptionsText={typed ? `No item or location matches “${typed}”` : 'Type or scan a code'}
        onInputChange={(_, text, cause) => setTyped(cause === 'input' ? text : '')}
        onChange={(_, hit) => hit && navigate(hit.to)}
        renderOption={({ key, ...rest }, hit) => (
          <li key={key} {...rest}>
            {hit.group === 'Items' ? <Named code={hit.code} name={hit.name} /> : <Plate code={hit.code} />}
          </li>
        )}
        renderInput={(params) => (
          <TextField
            {...params}
            margin="none"
            placeholder="Search, or scan any code"
            inputRef={field}
            slotProps={{
              ...params.slotProps,
              htmlInput: { ...params.slotProps.htmlInput, 'aria-label': 'Search, or scan any code' },
              input: {
                ...params.slotProps.input,
                startAdornment: (
                  <InputAdornment position="start" sx={{ ml: 0.5 }}>
                    <IconScan className="icon" />
                  </InputAdornment>
                ),
                endAdornment: <span className="kbd">Ctrl K</span>,
              },
            }}
          />
        )}
      />
    </search>
  )
}

function useCtrlK(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      field.current?.focus()
    }
    window.addEventListener('keydown', focus)
    return () => window.removeEventListener('keydown', focus)
  }, [field])
}

function useHits(typed: string): readonly Hit[] {
  const dataProvider = useDataProvider()
  const [hits, setHits] = useState<readonly Hit[]>([])
  useEffect(() => {
    const text = typed.trim()
    if (text === '') {
      setHits([])
      return undefined
    }
    let isStale = false
    const timer = setTimeout(async () => {
      const ask = (resource: string, field: string) =>
        dataProvider
          .getList(resource, {
            filter: { q: text },
            pagination: { page: 1, perPage: mostHits },
            sort: { field, order: 'ASC' },
          })
          .then((answer) => answer.data as RaRecord[])
          // Searching helps along the way; a list that one may not read has nothing to add to it.
          .catch(() => [])
      const [items, places] = await Promise.all([ask('items', 'sku'), ask('locations', 'code')])
      if (isStale) return
      setHits([
        ...items.map(
          (row): Hit => ({ to: `/items/${row.id}/show`, group: 'Items', code: row.sku, name: row.name }),
        ),
        ...places.map(
          (row): Hit => ({ to: `/locations/${row.id}/show`, group: 'Locations', code: row.code, name: '' }),
        ),
      ])
    }, debounceMs)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [typed, dataProvider])
  return hits
}
