import { IconShieldCheck } from '@tabler/icons-react'
import { Link, NavLink } from 'react-router-dom'
import { useWaiting } from '../home/use-waiting.ts'
import { formatAge, formatFigure } from '../pieces/format.ts'
import { say } from '../words/say.ts'
import { type Entry, useMenu } from './menu.ts'

/** The menu at the left, by what people do. The counts are work that waits, not totals. */
export function SideMenu({ isOpen }: { isOpen: boolean }) {
  const groups = useMenu()
  const { waiting, verifiedAt } = useWaiting()
  const countOf = ({ to }: Entry) =>
    waiting.filter((one) => one.to === to).reduce((sum, { count }) => sum + count, 0)
  return (
    <nav className={isOpen ? 'sidemenu open' : 'sidemenu'} aria-label={say('Main')} id="main-menu">
      {groups.map((group) => (
        <section key={group.title}>
          <h2>{group.title}</h2>
          <ul>
            {group.entries.map((entry) => (
              <li key={entry.to}>
                <MenuLink entry={entry} count={countOf(entry)} />
              </li>
            ))}
          </ul>
        </section>
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

function MenuLink({ entry: { to, word, icon: Icon }, count }: { entry: Entry; count: number }) {
  return (
    <NavLink to={to} end={to === '/'} title={count > 0 ? say('{count} wait', { count }) : undefined}>
      <Icon className="icon" />
      <span>{word}</span>
      {count > 0 ? <em aria-hidden="true">{formatFigure(count)}</em> : null}
    </NavLink>
  )
}
