import CssBaseline from '@mui/material/CssBaseline'
import { createTheme, ThemeProvider } from '@mui/material/styles'
import { lazy, Suspense, useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { askEarly, Session } from './providers/session.ts'
import { type LogInWords, LoginPage } from './shell/login-page.tsx'
import { stowageTheme } from './theme/stowage-theme.ts'
import { useSpoken } from './words/language.ts'

const takeDesk = () => import('./app.tsx')
const Desk = lazy(() => takeDesk().then(({ App }) => ({ default: App })))
const session = new Session()
// Who was here before waits for nothing that could be on its way already.
if (session.isOpen) {
  askEarly()
  void takeDesk().catch(() => undefined)
}
/** Where the desk itself shows the log-in. */
const LOG_IN = '/login'

/**
 * The log-in for whoever has no session here, and the desk for all others. The log-in stands alone, so that
 * it is there after half of what the desk takes; the desk is on its way while the password is typed.
 */
export function Doorway() {
  const [isOpen, setOpen] = useState(session.isOpen)
  if (isOpen) {
    return (
      <Suspense fallback={null}>
        <Desk />
      </Suspense>
    )
  }
  const logIn = async ({ email, password }: LogInWords) => {
    await session.open(email, password)
    if (window.location.pathname === LOG_IN) window.history.replaceState({}, '', '/')
    setOpen(true)
  }
  return <Outside onLogIn={logIn} />
}

function Outside({ onLogIn }: { onLogIn: (words: LogInWords) => Promise<void> }) {
  const [mode] = useState(modeHere)
  const { dictionary } = useSpoken()
  const theme = useMemo(() => createTheme(stowageTheme(mode, dictionary.mui)), [mode, dictionary])
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = mode
  }, [mode])
  useEffect(() => {
    // First the log-in is shown, then the line is used for what comes after it.
    const timer = setTimeout(() => void takeDesk().catch(() => undefined), afterMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <ThemeProvider theme={theme}>
      <CssBaseline />
      <LoginPage onLogIn={onLogIn} />
    </ThemeProvider>
  )
}

const afterMs = 300

/** The theme that was chosen in this browser, else the machine's. */
function modeHere(): 'light' | 'dark' {
  const chosen = localStorage.getItem('RaStorestowage.theme')
  if (chosen === '"light"' || chosen === '"dark"') return JSON.parse(chosen)
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}
