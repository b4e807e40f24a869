import { IconX } from '@tabler/icons-react'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { useListContext } from 'react-admin'
import { say } from '../words/say.ts'

/** How a filter that is set is told and taken off. */
interface Told {
  readonly label: string
  readonly shown: ReactNode
  readonly clear: () => void
}

interface Board {
  readonly told: ReadonlyMap<string, Told>
  tell(source: string, told: Told | undefined): void
}

const Chips = createContext<Board | undefined>(undefined)

/** Around a list's filters and their chips. */
export function FilterChipsBoard({ children }: { children: ReactNode }) {
  const [told, setTold] = useState<ReadonlyMap<string, Told>>(new Map())
  const board = useMemo<Board>(
    () => ({
      told,
      tell: (source, one) =>
        setTold((before) => {
          const next = new Map(before)
          if (one === undefined) next.delete(source)
          else next.set(source, one)
          return next
        }),
    }),
    [told],
  )
  return <Chips value={board}>{children}</Chips>
}

/** A filter's field tells what it is set to; undefined while it is not. */
export function useChip(source: string, told: Told | undefined): void {
  const tell = useContext(Chips)?.tell
  const key = told === undefined ? undefined : `${told.label} ${String(told.shown)}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is said is told apart by its words
  useEffect(() => {
    tell?.(source, told)
    return () => tell?.(source, undefined)
  }, [source, key])
}

/** The filters that are set, each with the way to take it off, wherever its field is folded away to. */
export function FilterChips() {
  const { told } = useContext(Chips) ?? { told: new Map<string, Told>() }
  const { filterValues, setFilters } = useListContext()
  if (told.size === 0) return null
  const hasSeveral = Object.keys(filterValues ?? {}).length > 1
  return (
    <ul className="filter-chips" aria-label={say('Filters that are set')}>
      {[...told].map(([source, { label, shown, clear }]) => (
        <li key={source}>
          <button
            type="button"
            className="filter-chip"
            title={say('Take off: {label}', { label })}
            onClick={clear}
          >
            <span>
              {label}: <b>{shown}</b>
            </span>
            <IconX className="icon s" aria-label={say('take off')} />
          </button>
        </li>
      ))}
      {hasSeveral ? (
        <li>
          <button type="button" className="link small" onClick={() => setFilters({}, [])}>
            {say('Clear filters')}
          </button>
        </li>
      ) : null}
    </ul>
  )
}
