import IconButton from '@mui/material/IconButton'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { IconMenu2, IconMoon, IconSun } from '@tabler/icons-react'
import { useState } from 'react'
import { useGetIdentity, useLogout, useTheme } from 'react-admin'
import { Link } from 'react-router-dom'
import { GlassDialog } from '../break-glass/glass-dialog.tsx'
import { useRights } from '../providers/rights.ts'
import { CodeSearch } from './code-search.tsx'
import { Logo } from './logo.tsx'

/** Brand, search and the person's own menu. */
export function TopBar({ isMenuOpen, onMenu }: { isMenuOpen: boolean; onMenu: () => void }) {
  return (
    <header className="topbar">
      <Link to="/stock" className="brand" aria-label="Stowage, to stock">
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
        <ThemeSwitch />
        <PersonMenu />
      </div>
    </header>
  )
}

function ThemeSwitch() {
  const [theme, setTheme] = useTheme()
  const isDark = theme === 'dark'
  const word = isDark ? 'Light theme' : 'Dark theme'
  const Icon = isDark ? IconSun : IconMoon
  return (
    <IconButton aria-label={word} title={word} onClick={() => setTheme(isDark ? 'light' : 'dark')}>
      <Icon className="icon" />
    </IconButton>
  )
}

function PersonMenu() {
  const { identity } = useGetIdentity()
  const logout = useLogout()
  const { mayChange } = useRights()
  const [isBreaking, setBreaking] = useState(false)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const name = identity?.fullName ?? ''
  const initials = name
    .split(/\s+/)
    .map((word) => word.charAt(0).toUpperCase())
    .slice(0, 2)
    .join('')
  return (
    <>
      <IconButton
        aria-label={`${name}, your menu`}
        aria-haspopup="menu"
        sx={{ p: 0.5, borderRadius: 99 }}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <span className="avatar" data-initials={initials} />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem disabled sx={{ '&.Mui-disabled': { opacity: 1, color: 'text.disabled' } }}>
          {name}
        </MenuItem>
        {mayChange('access.break_glass.take') ? (
          <MenuItem
            onClick={() => {
              setAnchor(null)
              setBreaking(true)
            }}
          >
            Break the glass …
          </MenuItem>
        ) : null}
        <MenuItem onClick={() => logout()}>Log out</MenuItem>
      </Menu>
      {isBreaking ? <GlassDialog onClose={() => setBreaking(false)} /> : null}
    </>
  )
}
