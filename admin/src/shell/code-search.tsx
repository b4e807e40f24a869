import Autocomplete from '@mui/material/Autocomplete'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import { IconScan } from '@tabler/icons-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { Named } from '../pieces/named.tsx'
import { Plate } from '../pieces/plate.tsx'
import { type Hit, useHits } from './code-hits.ts'

/** Finds items, their packages and lots, and locations by code, name or scan, from anywhere by Ctrl K. */
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
        noOptionsText={typed ? `Nothing matches “${typed}”` : 'Type or scan a code'}
        onInputChange={(_, text, cause) => setTyped(cause === 'input' ? text : '')}
        onChange={(_, hit) => hit && navigate(hit.to)}
        renderOption={({ key, ...rest }, hit) => (
          <li key={key} {...rest}>
            {hit.group === 'Locations' ? (
              <Plate code={hit.code} />
            ) : (
              <Named code={hit.code} name={hit.name} />
            )}
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
