import { useEffect, useState } from 'preact/hooks'
import { Problem } from '../line/problem.ts'
import { unsettledOfOthers } from '../line/unsettled.ts'
import { Button, Frame } from '../pieces/frame.tsx'
import { Icon } from '../pieces/icon.tsx'
import { CameraView } from '../scan/camera-view.tsx'
import { useScan } from '../scan/use-scan.ts'
import { plainOf } from '../scan/wedge.ts'
import { MenuPage } from '../settings/menu-page.tsx'
import { give } from '../signal/signal.ts'
import { timeWord, useWords } from '../words/words.ts'
import { BadgePicture } from './badge-picture.tsx'
import { failureWords } from './failure.ts'
import { PeoplePage } from './people-page.tsx'
import { type Device, logIn, type Person } from './person.ts'
import { PinPage } from './pin-page.tsx'
import { Refusal } from './refusal.tsx'

interface BadgePageProps {
  readonly device: Device
  /** Why somebody has to log in again. */
  readonly because?: string | undefined
  readonly onLoggedIn: (person: Person) => void
  /** The device was revoked meanwhile. */
  readonly onDeviceUnknown: () => void
}

/** Whose PIN is asked for: that of a badge, or of a name that was touched. */
type Asked = { readonly badge: string } | { readonly person: string; readonly name: string }

/** Who works here? A badge, or a name and a PIN. */
export function BadgePage({ device, because, onLoggedIn, onDeviceUnknown }: BadgePageProps) {
  const words = useWords()
  const { say } = words
  const [tool, setTool] = useState<'people' | 'camera' | 'menu'>()
  const [asked, setAsked] = useState<Asked>()
  const [refusal, setRefusal] = useState(because)
  const [lockedUntil, lock] = useLock()
  const enter = async (proof: Parameters<typeof logIn>[0]) => {
    try {
      const person = await logIn(proof)
      give('done')
      onLoggedIn(person)
    } catch (error) {
      give('wrong')
      if (error instanceof Problem && error.code === 'access.device_unknown') return onDeviceUnknown()
      if (error instanceof Problem && error.status === 429) lock(error.retryAfterSeconds ?? 60)
      setRefusal(failureWords(error, words))
    }
  }
  useScan((scan) => {
    const badge = plainOf(scan.code)
    setTool(undefined)
    setRefusal(undefined)
    if (!device.asksPin) return void enter({ badge })
    give('asks')
    setAsked({ badge })
  })
  if (lockedUntil > 0) return <Locked seconds={lockedUntil} />
  if (tool === 'camera') return <CameraView onClose={() => setTool(undefined)} />
  if (tool === 'menu') return <MenuPage device={device} onClose={() => setTool(undefined)} />
  if (asked) {
    const { name, ...proof } = { name: undefined, ...asked }
    return (
      <PinPage
        title={name === undefined ? say('badge.needsPin') : say('pin.title', { name })}
        refusal={refusal}
        onClose={() => setAsked(undefined)}
        onPin={(pin) => void enter({ ...proof, pin })}
      />
    )
  }
  const choose = (person: string, name: string) => {
    setRefusal(undefined)
    setAsked({ person, name })
  }
  if (tool === 'people') return <PeoplePage onChoose={choose} onClose={() => setTool(undefined)} />
  return <Door device={device} refusal={refusal} onTool={setTool} />
}

interface DoorProps {
  readonly device: Device
  readonly refusal: string | undefined
  readonly onTool: (tool: 'people' | 'camera' | 'menu') => void
}

function Door({ device, refusal, onTool }: DoorProps) {
  const { say } = useWords()
  const [other] = unsettledOfOthers()
  return (
    <Frame
      screen="badge"
      foot={
        <div class="row three">
          <Button icon="keyboard" word={say('badge.pin')} onPress={() => onTool('people')} />
          <Button icon="camera" word={say('camera.word')} onPress={() => onTool('camera')} />
          <Button icon="menu" word={say('menu.open')} onPress={() => onTool('menu')} />
        </div>
      }
    >
      {refusal ? <Refusal>{refusal}</Refusal> : null}
      {other ? (
        <p class="band dashed" role="status">
          <Icon name="help" />
          {say('unsettled.other', { name: other.personName })}
        </p>
      ) : null}
      <div class="start">
        <BadgePicture />
        <h1>{say('badge.title')}</h1>
        <p>{say('badge.where', { site: device.siteName, device: device.name })}</p>
      </div>
    </Frame>
  )
}

function Locked({ seconds }: { seconds: number }) {
  const { say } = useWords()
  return (
    <main class="notice wrong" data-screen="locked">
      <div class="said" role="alert">
        <div class="head">
          <Icon name="alert" size={96} />
          <h1>{say('locked.title')}</h1>
        </div>
        <p class="sentence">{say('locked.wait', { time: timeWord(seconds) })}</p>
      </div>
    </main>
  )
}

/** For how many seconds nobody is let in, counted down. */
function useLock(): [number, (seconds: number) => void] {
  const [until, setUntil] = useState(0)
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    if (until === 0) return
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [until])
  const lock = (seconds: number) => {
    setNow(Date.now())
    setUntil(Date.now() + seconds * 1_000)
  }
  return [Math.max(0, Math.ceil((until - now) / 1_000)), lock]
}
