import Divider from '@mui/material/Divider'
import IconButton from '@mui/material/IconButton'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useGetIdentity, useLogout, useNotify, useTheme } from 'react-admin'
import { Link } from 'react-router-dom'
import { densities, useDensity } from '../lists/density.ts'
import { call } from '../providers/http-client.ts'
import { sentenceOfError } from '../providers/problem.ts'
import { useRights } from '../providers/rights.ts'
import { type Language, languages, speakAs, useSpoken } from '../words/language.ts'
import { say } from '../words/say.ts'

const GlassDialog = lazy(() =>
  import('../break-glass/glass-dialog.tsx').then((found) => ({ default: found.GlassDialog })),
)

const themes = () =>
  [
    { id: 'light', name: say('Light theme') },
    { id: 'dark', name: say('Dark theme') },
  ] as const

/** One's own menu: how one has the desk, and the way out. */
export function PersonMenu() {
  const { identity } = useGetIdentity()
  const { mayChange } = useRights()
  const logout = useLogout()
  const [theme, setTheme] = useTheme()
  const [density, setDensity] = useDensity()
  const [language, setLanguage] = useLanguage()
  const [isBreaking, setBreaking] = useState(false)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const name = identity?.fullName ?? ''
  return (
    <>
      <IconButton
        aria-label={say('{name}, your menu', { name })}
        aria-haspopup="menu"
        sx={{ p: 0.5, borderRadius: 99 }}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <span className="avatar" data-initials={initialsOf(name)} />
      </IconButton>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        slotProps={{ paper: { role: 'region', 'aria-label': say('Your menu') } as object }}
      >
        <MenuItem disabled sx={{ '&.Mui-disabled': { opacity: 1, color: 'text.disabled' } }}>
          {name}
        </MenuItem>
        <MenuItem component={Link} to="/account" onClick={() => setAnchor(null)}>
          {say('My account')}
        </MenuItem>
        <Divider component="li" />
        {choices(themes(), theme ?? 'light', setTheme)}
        <Divider component="li" />
        {choices(densities(), density, setDensity)}
        <Divider component="li" />
        {choices(languages, language, setLanguage)}
        <Divider component="li" />
        {mayChange('access.break_glass.take') ? (
          <MenuItem
            onClick={() => {
              setAnchor(null)
              setBreaking(true)
            }}
          >
            {say('Break the glass …')}
          </MenuItem>
        ) : null}
        <MenuItem onClick={() => logout()}>{say('Log out')}</MenuItem>
      </Menu>
      {isBreaking ? (
        <Suspense fallback={null}>
          <GlassDialog onClose={() => setBreaking(false)} />
        </Suspense>
      ) : null}
    </>
  )
}

/** One's language: it holds at once, and in any browser. What the server said is asked for again in it. */
function useLanguage(): [Language, (language: Language) => void] {
  const { language } = useSpoken()
  const queries = useQueryClient()
  const notify = useNotify()
  const choose = async (chosen: Language) => {
    await speakAs(chosen)
    await call('/access/session/language', { method: 'PUT', body: { language: chosen } })
    await queries.invalidateQueries()
  }
  const tell = (error: unknown) => notify(sentenceOfError(error), { type: 'error' })
  return [language, (chosen) => void choose(chosen).catch(tell)]
}

interface Choice<Id extends string> {
  readonly id: Id
  readonly name: string
}

/** A few words of which one counts, as entries of a menu. */
function choices<Id extends string>(of: readonly Choice<Id>[], value: string, onChoose: (id: Id) => void) {
  return of.map(({ id, name }) => (
    <MenuItem
      key={id}
      role="menuitemradio"
      aria-checked={id === value}
      selected={id === value}
      onClick={() => onChoose(id)}
    >
      <span className="radio-mark" />
      {name}
    </MenuItem>
  ))
}

function initialsOf(name: string): string {
  return name
    .split(/\s+/)
    .map((word) => word.charAt(0).toUpperCase())
    .slice(0, 2)
    .join('')
}
