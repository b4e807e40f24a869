import { useEffect, useState } from 'preact/hooks'
import { chooseLanguage, type Device, type Person } from '../person/person.ts'
import { BackButton, Button, Frame } from '../pieces/frame.tsx'
import { give } from '../signal/signal.ts'
import { languages, useWords } from '../words/words.ts'
import { installer } from './install.ts'
import { ScannerPage } from './scanner-page.tsx'
import { change, themes, useSettings } from './settings.ts'

interface MenuPageProps {
  /** Nobody, before somebody has logged in. */
  readonly me?: Person
  readonly device?: Device
  readonly onClose: () => void
  readonly onLogOut?: () => void
}

const volumes = [0, 1, 2, 3] as const

/** How the device is set, and the way out. Every change is heard, felt or seen at once. */
export function MenuPage({ me, device, onClose, onLogOut }: MenuPageProps) {
  const { say, language } = useWords()
  const { theme, type, volume, isVibrating, isAwake } = useSettings()
  const [isTesting, setTesting] = useState(false)
  if (isTesting) return <ScannerPage onClose={() => setTesting(false)} />
  const speak = (next: 'en' | 'fr') => {
    change({ language: next })
    if (me) chooseLanguage(next).catch(() => {})
  }
  return (
    <Frame screen="menu" foot={<MenuFoot onClose={onClose} onLogOut={onLogOut} />}>
      <div>
        <h1>{me?.name ?? say('menu.title')}</h1>
        {device ? (
          <p class="soft">{say('badge.where', { site: device.siteName, device: device.name })}</p>
        ) : null}
      </div>
      <Choice
        title={say('menu.theme')}
        options={themes.map((one) => ({ is: one, word: say(`theme.${one}`) }))}
        chosen={theme}
        onChoose={(next) => change({ theme: next })}
      />
      <Choice
        title={say('menu.language')}
        options={(['en', 'fr'] as const).map((one) => ({ is: one, word: languages[one], language: one }))}
        chosen={language}
        onChoose={speak}
      />
      <Choice
        title={say('menu.type')}
        options={(['normal', 'large'] as const).map((one) => ({ is: one, word: say(`type.${one}`) }))}
        chosen={type}
        onChoose={(next) => change({ type: next })}
      />
      <Choice
        title={say('menu.volume')}
        options={volumes.map((one) => ({ is: one, word: say(`volume.${one}`) }))}
        chosen={volume}
        onChoose={(next) => {
          change({ volume: next })
          give('done')
        }}
      />
      <Switch
        title={say('menu.vibration')}
        isOn={isVibrating}
        onSwitch={(isOn) => {
          change({ isVibrating: isOn })
          give('right')
        }}
      />
      <Switch title={say('menu.awake')} isOn={isAwake} onSwitch={(isOn) => change({ isAwake: isOn })} />
      <Button icon="scan" word={say('menu.scanner')} onPress={() => setTesting(true)} />
      <InstallButton />
    </Frame>
  )
}

function MenuFoot({ onClose, onLogOut }: Pick<MenuPageProps, 'onClose' | 'onLogOut'>) {
  const { say } = useWords()
  return (
    <div class="row two">
      <BackButton onPress={onClose} />
      {onLogOut ? <Button icon="user" word={say('menu.logOut')} onPress={onLogOut} /> : null}
    </div>
  )
}

interface ChoiceProps<Value> {
  readonly title: string
  readonly options: readonly { readonly is: Value; readonly word: string; readonly language?: string }[]
  readonly chosen: Value
  readonly onChoose: (value: Value) => void
}

function Choice<Value extends string | number>({ title, options, chosen, onChoose }: ChoiceProps<Value>) {
  return (
    <fieldset class="choice">
      <legend>{title}</legend>
      <div class="tabs">
        {options.map(({ is, word, language }) => (
          <button
            key={is}
            type="button"
            aria-pressed={is === chosen}
            {...(language ? { lang: language } : {})}
            onClick={() => onChoose(is)}
          >
            {word}
          </button>
        ))}
      </div>
    </fieldset>
  )
}

function Switch({
  title,
  isOn,
  onSwitch,
}: {
  title: string
  isOn: boolean
  onSwitch: (isOn: boolean) => void
}) {
  const { say } = useWords()
  const options = [true, false].map((on) => ({
    is: on ? 'on' : 'off',
    word: say(on ? 'switch.on' : 'switch.off'),
  }))
  return (
    <Choice
      title={title}
      options={options}
      chosen={isOn ? 'on' : 'off'}
      onChoose={(is) => onSwitch(is === 'on')}
    />
  )
}

/** Only where the browser offers it. */
function InstallButton() {
  const { say } = useWords()
  const [install, setInstall] = useState(() => installer.offer)
  useEffect(() => installer.onChange(() => setInstall(() => installer.offer)), [])
  return install ? <Button word={say('menu.install')} onPress={install} /> : null
}
