import IconButton from '@mui/material/IconButton'
import { IconMenu2 } from '@tabler/icons-react'
import { Link } from 'react-router-dom'
import { CodeSearch } from './code-search.tsx'
import { LiveDot } from './live-dot.tsx'
import { Logo } from './logo.tsx'
import { PersonMenu } from './person-menu.tsx'
import { ScopeSwitch } from './scope-switch.tsx'

/** Brand, search, what the desk is held to, and the person's own menu. */
export function TopBar({ isMenuOpen, onMenu }: { isMenuOpen: boolean; onMenu: () => void }) {
  return (
    <header className="topbar">
      <Link to="/" className="brand" aria-label="Stowage, to the start">
        <Logo />
        <span>Stowage</span>
      </Link>
      <span className="menu-toggle">
        <IconButton aria-label="Menu" aria-expanded={isMenuOpen} aria-controls="main-menu" onClick={onMenu}>
          <IconMenu2 className="icon" />
        </IconButton>
      </span>
      <CodeSearch />
      <div className="right">
        <LiveDot />
        <ScopeSwitch />
        <PersonMenu />
      </div>
    </header>
  )
}
