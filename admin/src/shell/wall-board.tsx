import { createTheme, ThemeProvider } from '@mui/material/styles'
import { type ReactNode, useEffect, useMemo } from 'react'
import { useLocation, useNavigate } from 'react-router-dom'
import { stowageTheme } from '../theme/stowage-theme.ts'
import { ThemeFollower } from './theme-follower.tsx'
import './wall-board.css'

/** The first screen as it hangs on a wall. */
export const wallBoard = '/?board'

/** Whether this is the wall board. */
export function useIsBoard(): boolean {
  const { pathname, search } = useLocation()
  return pathname === '/' && new URLSearchParams(search).has('board')
}

/** Dark, half as large again, and nothing around it; Escape leads back to the desk. */
export function WallBoard({ children }: { children: ReactNode }) {
  const navigate = useNavigate()
  const dark = useMemo(() => createTheme(stowageTheme('dark')), [])
  useEffect(() => {
    const leave = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') navigate('/')
    }
    window.addEventListener('keydown', leave)
    return () => window.removeEventListener('keydown', leave)
  }, [navigate])
  return (
    <ThemeProvider theme={dark}>
      <ThemeFollower />
      <div className="wall-board">{children}</div>
    </ThemeProvider>
  )
}
