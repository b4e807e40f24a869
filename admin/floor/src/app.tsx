import { useEffect, useRef, useState } from 'preact/hooks'
import { onSessionEnd } from './line/call.ts'
import { onLine } from './line/connection.ts'
import { LineDown, Problem } from './line/problem.ts'
import { BadgePage } from './person/badge-page.tsx'
import { type Device, logOut, type Person, thisDevice, whoIsHere } from './person/person.ts'
import { RegisterPage } from './person/register-page.tsx'
import { Button, Frame } from './pieces/frame.tsx'
import { Icon } from './pieces/icon.tsx'
import { useWakeLock } from './settings/wake-lock.ts'
import { give } from './signal/signal.ts'
import { type Facts, useWords, type Word } from './words/words.ts'
import { WorkPage } from './work/work-page.tsx'

const TRY_AGAIN_MS = 5_000
const SHIFT_MS = 12 * 60 * 60_000

/** Which door somebody stands at. */
type Door =
  | { readonly at: 'starting' }
  | { readonly at: 'offline' }
  | { readonly at: 'register'; readonly because?: Word }
  | { readonly at: 'badge'; readonly device: Device; readonly because?: Word; readonly facts?: Facts }
  | { readonly at: 'work'; readonly device: Device; readonly me: Person; readonly since: number }

/**
 * The floor: which device, then who, then his work; and out again, with the reason, when either is not known
 * any more.
 */
export function App() {
  const { say, language } = useWords()
  const { door, open, start, doubt } = useDoor()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language has another title
  useEffect(() => {
    document.title = say('app.title')
  }, [language])
  useWakeLock()
  switch (door.at) {
    case 'starting':
      return <Frame screen="starting">{null}</Frame>
    case 'offline':
      return <Offline onTry={start} />
    case 'register':
      return (
        <RegisterPage
          because={door.because && say(door.because)}
          onRegistered={(device) => {
            localStorage.setItem(WAS_DEVICE, device.id)
            open({ at: 'badge', device })
          }}
        />
      )
    case 'badge':
      return (
        <BadgePage
          device={door.device}
          because={door.because && say(door.because, door.facts)}
          onDeviceUnknown={() => open({ at: 'register', because: 'register.revoked' })}
          onLoggedIn={(me) => open({ at: 'work', device: door.device, me, since: Date.now() })}
        />
      )
    case 'work':
      return (
        <WorkPage
          me={door.me}
          device={door.device}
          onDoubt={doubt}
          onLogOut={() => {
            logOut().catch(() => {})
            open({ at: 'badge', device: door.device, because: 'ended.self' })
          }}
        />
      )
  }
}

/** The doors, and what leads from one to another. */
function useDoor() {
  const [door, open] = useState<Door>({ at: 'starting' })
  const now = useRef(door)
  now.current = door
  const lastUse = useLastUse()
  const start = () => {
    knownDevice(open, async (device) => {
      const me = await whoIsHere(device).catch(forgiven)
      open(me ? { at: 'work', device, me, since: Date.now() } : { at: 'badge', device })
    })
  }
  /** Something says that the log-in has ended: why is looked for, and said. */
  const end = (before: Extract<Door, { at: 'work' }>) => {
    give('lost')
    const idleMs = Date.now() - lastUse.current
    const { device, since } = before
    const because =
      idleMs >= device.idleMinutes * 60_000
        ? 'ended.idle'
        : Date.now() - since >= SHIFT_MS
          ? 'ended.shift'
          : 'ended.other'
    open({ at: 'badge', device, because, facts: { minutes: device.idleMinutes } })
    knownDevice(open, async () => {})
  }
  const doubt = () => {
    const before = now.current
    if (before.at !== 'work') return
    whoIsHere(before.device).catch(() => {})
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    start()
    return onSessionEnd(() => now.current.at === 'work' && end(now.current))
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the door alone decides whether it is tried again
  useEffect(() => {
    if (door.at !== 'offline') return
    const timer = setInterval(start, TRY_AGAIN_MS)
    const stop = onLine(start)
    return () => {
      clearInterval(timer)
      stop()
    }
  }, [door.at])
  return { door, open, start, doubt }
}

/** Which device this is, then what follows; whoever is none, or has no line, is told so. */
function knownDevice(open: (door: Door) => void, then: (device: Device) => Promise<void>): void {
  thisDevice()
    .then((device) => {
      localStorage.setItem(WAS_DEVICE, device.id)
      return then(device)
    })
    .catch((error: unknown) => {
      if (error instanceof LineDown) return open({ at: 'offline' })
      const wasKnown = localStorage.getItem(WAS_DEVICE) !== null
      if (error instanceof Problem && error.code === 'access.device_unknown') {
        return open({ at: 'register', ...(wasKnown && { because: 'register.revoked' }) })
      }
      open({ at: 'offline' })
    })
}

/** A device that was known and is not any more was revoked; another browser never was one. */
const WAS_DEVICE = 'stowage.floor.device'

function forgiven(error: unknown): undefined {
  if (error instanceof Problem && error.status === 401) return undefined
  throw error
}

/** When somebody last touched the device or scanned. */
function useLastUse() {
  const last = useRef(Date.now())
  useEffect(() => {
    const use = () => {
      last.current = Date.now()
    }
    addEventListener('pointerdown', use, true)
    addEventListener('keydown', use, true)
    return () => {
      removeEventListener('pointerdown', use, true)
      removeEventListener('keydown', use, true)
    }
  }, [])
  return last
}

/** The offline page: it opens by itself once the server is reached. */
function Offline({ onTry }: { onTry: () => void }) {
  const { say } = useWords()
  return (
    <Frame screen="offline" foot={<Button icon="wifi" word={say('line.again')} onPress={onTry} />}>
      <div class="start">
        <Icon name="wifiOff" size={96} />
        <h1>{say('line.down')}</h1>
        <p>{say('line.start')}</p>
      </div>
    </Frame>
  )
}
