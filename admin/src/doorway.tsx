import Button from '@mui/material/Button'
import CssBaseline from '@mui/material/CssBaseline'
import { createTheme, ThemeProvider } from '@mui/material/styles'
import { lazy, type ReactNode, Suspense, useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { useOutside } from './providers/outside.ts'
import { sentenceOfError } from './providers/problem.ts'
import { askEarly, Session, type Standing, type Step } from './providers/session.ts'
import { LoginPage } from './shell/login-page.tsx'
import { OutsideFrame } from './shell/outside-frame.tsx'
import type { OutsideAddress } from './shell/outside-parts.tsx'
import { stowageTheme } from './theme/stowage-theme.ts'
import { useSpoken } from './words/language.ts'
import { say } from './words/say.ts'

const takeDesk = () => import('./app.tsx')
const Desk = lazy(() => takeDesk().then(({ App }) => ({ default: App })))
const PublicPage = lazy(() =>
  import('./shell/outside-parts.tsx').then(({ PublicPage }) => ({ default: PublicPage })),
)
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
 * it is there after half of what the desk takes; the desk is on its way while the password is typed. A page
 * that a plugin made public stands there too, whoever has a session.
 */
export function Doorway() {
  const [isOpen, setOpen] = useState(session.isOpen)
  const [address, setAddress] = useState(publicAddress)
  const [step, setStep] = useState<Step>()
  const enter = async () => {
    await session.enter()
    goTo(address === undefined && window.location.pathname !== LOG_IN ? undefined : '/')
    setAddress(undefined)
    setOpen(true)
  }
  if (address !== undefined) {
    const leave = (next?: Step) => {
      goTo('/')
      setStep(next)
      setAddress(undefined)
      setOpen(next === undefined && session.isOpen)
    }
    return (
      <Outside>
        <PublicPlace address={address} onIn={enter} onStep={leave} onLeave={() => leave()} />
      </Outside>
    )
  }
  if (isOpen) {
    return (
      <Suspense fallback={null}>
        <Desk />
      </Suspense>
    )
  }
  return (
    <Outside>
      <LoginPage first={step} onIn={enter} />
    </Outside>
  )
}

interface PublicPlaceProps {
  readonly address: OutsideAddress
  readonly onIn: () => Promise<void>
  readonly onStep: (step: Step | undefined) => void
  readonly onLeave: () => void
}

/** A public page of a plugin, in the frame of the log-in. */
function PublicPlace({ address, onIn, onStep, onLeave }: PublicPlaceProps) {
  const { plugins, isKnown } = useOutside()
  const [refusal, setRefusal] = useState<string>()
  const onAnswer = ({ isIn, step }: Standing) => {
    if (isIn) onIn().catch((error: unknown) => setRefusal(sentenceOfError(error)))
    else onStep(step)
  }
  return (
    <OutsideFrame>
      <Suspense fallback={null}>
        {isKnown ? (
          <PublicPage plugins={plugins} address={address} onAnswer={onAnswer} onLeave={onLeave} />
        ) : null}
      </Suspense>
      {refusal ? (
        <div className="note bad" role="alert">
          {refusal}
        </div>
      ) : null}
      <Button onClick={onLeave}>{say('Back to the log-in')}</Button>
    </OutsideFrame>
  )
}

/** `/outside/<plugin>/<path>` of a public page, where that is the page's address. */
function publicAddress(): OutsideAddress | undefined {
  const [, plugin, path] = /^\/outside\/([a-z0-9-]+)\/(.+)$/.exec(window.location.pathname) ?? []
  return plugin === undefined || path === undefined ? undefined : { plugin, path }
}

function goTo(path: string | undefined): void {
  if (path !== undefined) window.history.replaceState({}, '', path)
}

function Outside({ children }: { readonly children: ReactNode }) {
  const [mode, setMode] = useState(modeHere)
  const { dictionary } = useSpoken()
  const theme = useMemo(() => createTheme(stowageTheme(mode, dictionary.mui)), [mode, dictionary])
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = mode
  }, [mode])
  useEffect(() => {
    const machine = asksForDark()
    const follow = () => setMode(modeHere())
    machine.addEventListener('change', follow)
    return () => machine.removeEventListener('change', follow)
  }, [])
  useEffect(() => {
    // First the log-in is shown, then the line is used for what comes after it.
    const timer = setTimeout(() => void takeDesk().catch(() => undefined), afterMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <ThemeProvider theme={theme}>
      <CssBaseline />
      {children}
    </ThemeProvider>
  )
}

const afterMs = 300

/** The theme that was chosen in this browser, else the machine's. */
function modeHere(): 'light' | 'dark' {
  const chosen = localStorage.getItem('RaStorestowage.theme')
  if (chosen === '"light"' || chosen === '"dark"') return JSON.parse(chosen)
  return asksForDark().matches ? 'dark' : 'light'
}

function asksForDark(): MediaQueryList {
  return window.matchMedia('(prefers-color-scheme: dark)')
}
