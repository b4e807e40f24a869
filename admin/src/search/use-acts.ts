import { useCanAccess, useTheme } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { type Density, useDensity } from '../lists/density.ts'
import { useMenu } from '../shell/menu.ts'
import { say } from '../words/say.ts'
import { goToKeys } from './go-to-keys.ts'

/** A screen to go to, or something to do, as the palette lists it. */
export interface Act {
  readonly group: string
  readonly to: string
  readonly code: string
  /** The keys that do it as well. */
  readonly name: string
  readonly act: () => void
}

const mostActs = 8

/** All screens and deeds whose words begin like what was typed; those most asked for where nothing was. */
export function useActs(typed: string): readonly Act[] {
  const navigate = useNavigate()
  const groups = useMenu()
  const [theme, setTheme] = useTheme()
  const [, setDensity] = useDensity()
  const { canAccess: mayMakeItems } = useCanAccess({ resource: 'items', action: 'create' })
  const screens = groups.flatMap(({ entries }) =>
    entries.map(({ to, word }) => ({
      group: say('Go to'),
      to,
      code: word,
      name: goToKeys[to] ?? '',
      act: () => navigate(to),
    })),
  )
  const deed = (code: string, act: () => void): Act => ({ group: say('Do'), to: code, code, name: '', act })
  const rows = (density: Density) => () => setDensity(density)
  const deeds: readonly Act[] = [
    ...(mayMakeItems ? [deed(say('New item'), () => navigate('/items/create'))] : []),
    theme === 'dark'
      ? deed(say('Light theme'), () => setTheme('light'))
      : deed(say('Dark theme'), () => setTheme('dark')),
    deed(say('Compact rows'), rows('compact')),
    deed(say('Standard rows'), rows('standard')),
    deed(say('Comfortable rows'), rows('comfort')),
  ]
  const text = typed.trim().toLowerCase()
  const fits = ({ code }: Act) =>
    text === '' ||
    code
      .toLowerCase()
      .split(/\s+/)
      .some((word) => word.startsWith(text)) ||
    code.toLowerCase().startsWith(text)
  return [...screens, ...deeds].filter(fits).slice(0, mostActs)
}
