import IconButton from '@mui/material/IconButton'
import { IconMenu2 } from '@tabler/icons-react'
import { Link } from 'react-router-dom'
import { HelpButton } from '../help/help-button.tsx'
import { Bell } from '../home/bell.tsx'
import { Palette } from '../search/palette.tsx'
import { say } from '../words/say.ts'
import { LiveDot } from './live-dot.tsx'
import { Logo } from './logo.tsx'
import { PersonMenu } from './person-menu.tsx'
import { ScopeSwitch } from './scope-switch.tsx'

interface TopBarProps {
  readonly isMenuOpen: boolean
  readonly onMenu: () => void
  readonly onTour: () => void
}

/** Brand, search, what the desk is held to, what waits, and the person's own menu. */
export function TopBar({ isMenuOpen, onMenu, onTour }: TopBarProps) {
  return (
    <header className="topbar">
      <Link to="/" className="brand" aria-label={say('Stowage, to the start')}>
        <Logo />
        <span>{say('Stowage')}</span>
      </Link>
      <span className="menu-toggle">
        <IconButton
          aria-label={say('Menu')}
          aria-expanded={isMenuOpen}
          aria-controls="main-menu"
          onClick={onMenu}
        >
          <IconMenu2 className="icon" />
        </IconButton>
      </span>
      <Palette />
      <div className="right">
        <LiveDot />
        <ScopeSwitch />
        <Bell />
        <HelpButton onTour={onTour} />
        <PersonMenu />
      </div>
    </header>
  )
}
