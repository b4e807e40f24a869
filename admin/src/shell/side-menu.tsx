import { IconChevronDown, IconShieldCheck } from '@tabler/icons-react'
import { useEffect, useId, useRef } from 'react'
import { useStore } from 'react-admin'
import { Link, NavLink, useLocation } from 'react-router-dom'
import { useWaiting } from '../home/use-waiting.ts'
import { formatAge, formatFigure } from '../pieces/format.ts'
import { say } from '../words/say.ts'
import { type Entry, type Group, useMenu } from './menu.ts'

/**
 * The menu at the left, by what people do; who has no use for a part of it folds it away. The counts are
 * work that waits, not totals.
 */
export function SideMenu({ isOpen }: { isOpen: boolean }) {
  const groups = useMenu()
  const { waiting, verifiedAt } = useWaiting()
  const menu = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // Where one is may stand far down.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is looked for whenever the place changes
  useEffect(() => {
    menu.current?.querySelector('a.active')?.scrollIntoView({ block: 'nearest' })
  }, [pathname])
  const countOf = ({ to }: Entry) =>
    waiting.filter((one) => one.to === to).reduce((sum, { count }) => sum + count, 0)
  return (
    <nav ref={menu} className={isOpen ? 'sidemenu open' : 'sidemenu'} aria-label={say('Main')} id="main-menu">
      {groups.map((group) => (
        <Part key={group.title} group={group} countOf={countOf} />
      ))}
      {verifiedAt ? (
        <div className="foot">
          <Link to="/host/invariants">
            <IconShieldCheck className="icon s" />
            <span>{say('Ledger verified {verifiedAt}', { verifiedAt: formatAge(verifiedAt) })}</span>
          </Link>
        </div>
      ) : null}
    </nav>
  )
}

interface PartProps {
  readonly group: Group
  readonly countOf: (entry: Entry) => number
}

function Part({ group: { title, entries }, countOf }: PartProps) {
  const [folded, setFolded] = useStore<readonly string[]>('desk.folded', none)
  const isFolded = folded.includes(title)
  const id = useId()
  const turn = () => setFolded(isFolded ? folded.filter((one) => one !== title) : [...folded, title])
  return (
    <section className={isFolded ? 'folded' : undefined}>
      <h2>
        <button type="button" aria-expanded={!isFolded} aria-controls={id} onClick={turn}>
          {title}
          <IconChevronDown className="icon s" />
        </button>
      </h2>
      <ul id={id}>
        {entries.map((entry) => (
          <li key={entry.to}>
            <MenuLink entry={entry} count={countOf(entry)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const none: readonly string[] = []

function MenuLink({ entry: { to, word, icon: Icon }, count }: { entry: Entry; count: number }) {
  return (
    <NavLink to={to} end={to === '/'} title={count > 0 ? say('{count} wait', { count }) : undefined}>
      <Icon className="icon" />
      <span>{word}</span>
      {count > 0 ? <em aria-hidden="true">{formatFigure(count)}</em> : null}
    </NavLink>
  )
}
