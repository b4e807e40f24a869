import Autocomplete, { type AutocompleteRenderInputParams } from '@mui/material/Autocomplete'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import { IconScan } from '@tabler/icons-react'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { gs, isSeparator, onKeys, onScan } from '../keys/keys.ts'
import { Named } from '../pieces/named.tsx'
import { Plate } from '../pieces/plate.tsx'
import { say } from '../words/say.ts'
import { type Act, useActs } from './use-acts.ts'
import { type Hit, useAsk, useHits } from './use-hits.ts'

type Choice = (Hit & { readonly act?: undefined }) | Act

/**
 * One field for everything, by Ctrl K from anywhere: what a code, a name or a scan means, every screen, and
 * what can be done. A scan while nobody types opens what it names, or lists here what it may mean.
 */
export function Palette() {
  const [typed, setTyped] = useState('')
  const [isOpen, setOpen] = useState(false)
  const hits = useHits(typed)
  const acts = useActs(typed)
  const field = useRef<HTMLInputElement>(null)
  const navigate = useNavigate()
  useOpeningKeys(field)
  useScans((code) => {
    setTyped(code)
    field.current?.focus()
    setOpen(true)
  })
  const choose = (choice: Choice | null) => {
    if (!choice) return
    setTyped('')
    if (choice.act) choice.act()
    else navigate(choice.to)
  }
  return (
    <search>
      <Autocomplete<Choice>
        size="small"
        value={null}
        inputValue={typed}
        open={isOpen}
        onOpen={() => setOpen(true)}
        onClose={() => setOpen(false)}
        options={[...hits, ...acts]}
        autoHighlight
        blurOnSelect
        openOnFocus
        forcePopupIcon={false}
        filterOptions={(options) => options}
        groupBy={(choice) => choice.group}
        getOptionKey={(choice) => `${choice.group} ${choice.to}`}
        getOptionLabel={(choice) => choice.code}
        noOptionsText={typed ? say('Nothing matches “{typed}”', { typed }) : say('Type or scan a code')}
        onInputChange={(_, text, cause) => cause !== 'reset' && setTyped(text)}
        onChange={(_, choice) => choose(choice)}
        disablePortal
        renderGroup={({ key, ...group }) => <ChoiceGroup key={key} {...group} />}
        renderOption={({ key, ...rest }, choice) => (
          <li key={key} {...rest}>
            <Drawn choice={choice} />
          </li>
        )}
        renderInput={(params) => (
          <SearchField params={params} field={field} onSeparator={() => setTyped(`${typed}${gs}`)} />
        )}
      />
    </search>
  )
}

interface SearchFieldProps {
  readonly params: AutocompleteRenderInputParams
  readonly field: RefObject<HTMLInputElement | null>
  /** A scanner sent what no field takes of itself. */
  readonly onSeparator: () => void
}

function SearchField({ params, field, onSeparator }: SearchFieldProps) {
  return (
    <TextField
      {...params}
      onKeyDown={(event) => {
        if (!isSeparator(event)) return
        event.preventDefault()
        onSeparator()
      }}
      margin="none"
      placeholder={say('Search, or scan any code')}
      inputRef={field}
      slotProps={{
        ...params.slotProps,
        htmlInput: { ...params.slotProps.htmlInput, 'aria-label': say('Search, or scan any code') },
        input: {
          ...params.slotProps.input,
          startAdornment: (
            <InputAdornment position="start" sx={{ ml: 0.5 }}>
              <IconScan className="icon" />
            </InputAdornment>
          ),
          endAdornment: <span className="kbd">{say('Ctrl K')}</span>,
        },
      }}
    />
  )
}

function ChoiceGroup({ group, children }: { group: string; children?: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a list of choices has no fieldsets
    <div role="group" aria-label={group}>
      <div className="group-word" aria-hidden="true">
        {group}
      </div>
      <ul role="presentation">{children}</ul>
    </div>
  )
}

function Drawn({ choice }: { choice: Choice }) {
  if (choice.act) {
    return (
      <span className="row" style={{ flex: 1 }}>
        {choice.code}
        {choice.name ? <span className="kbd push">{choice.name}</span> : null}
      </span>
    )
  }
  if (!choice.to.startsWith('/locations/')) return <Named code={choice.code} name={choice.name} />
  return (
    <span className="row">
      <Plate code={choice.code} /> <span className="muted small">{choice.name}</span>
    </span>
  )
}

/** Ctrl K from anywhere; a slash where nobody types. */
function useOpeningKeys(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const focus = () => {
      field.current?.focus()
      field.current?.select()
    }
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      focus()
    }
    window.addEventListener('keydown', listen)
    const end = onKeys({ '/': focus })
    return () => {
      window.removeEventListener('keydown', listen)
      end()
    }
  }, [field])
}

/** Opens what a scan names; `onSeveral` is told of one that has no meaning, or more than one. */
function useScans(onSeveral: (code: string) => void): void {
  const ask = useAsk()
  const navigate = useNavigate()
  const latest = useRef({ ask, navigate, onSeveral })
  latest.current = { ask, navigate, onSeveral }
  useEffect(
    () =>
      onScan(async (code) => {
        const found = await latest.current.ask(code)
        const exact = found.filter(({ isExact }) => isExact)
        const meant = exact.length === 1 ? exact[0] : found.length === 1 ? found[0] : undefined
        if (meant) latest.current.navigate(meant.to)
        else latest.current.onSeveral(code)
      }),
    [],
  )
}
