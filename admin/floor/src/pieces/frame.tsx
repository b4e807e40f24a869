import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useWords } from '../words/words.ts'
import { Connection } from './connection.tsx'
import { Icon, type IconName, Logo } from './icon.tsx'

interface FrameProps {
  /** Names the screen, for whoever looks whether it is there. */
  readonly screen: string
  /** What stands at the left of the bar; the name of the product unless said. */
  readonly bar?: ComponentChildren
  readonly children: ComponentChildren
  /** At the bottom, for the thumb: what to scan next, and the buttons. */
  readonly foot?: ComponentChildren
}

/** Every screen: a bar, one question, and below it what is done next, always at the same place. */
export function Frame({ screen, bar, children, foot }: FrameProps) {
  return (
    <div class="frame">
      <header class="bar">
        {bar ?? (
          <>
            <Logo /> <b>Stowage</b>
          </>
        )}
        <Connection />
      </header>
      <main class="body" data-screen={screen}>
        {children}
      </main>
      {foot ? <footer class="foot">{foot}</footer> : null}
    </div>
  )
}

/** The corners of a finder: hold it here. */
export function Finder({ icon }: { icon: IconName }) {
  return (
    <div class="finder" aria-hidden="true">
      <Icon name={icon} size={72} />
    </div>
  )
}

/** What is to be scanned next; a scan is due, so there is nothing to touch. */
export function Ask({ children }: { children: string }) {
  return (
    <p class="ask" role="status">
      <Icon name="scan" size={28} />
      {children}
    </p>
  )
}

interface ButtonProps {
  readonly icon?: IconName
  readonly word: string
  readonly onPress: () => void
  /** A touch is due: the one filled button. */
  readonly isDue?: boolean
  readonly isOff?: boolean
  readonly isFirst?: boolean
}

/** A button for thumbs in gloves. */
export function Button({ icon, word, onPress, isDue, isOff, isFirst }: ButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isFirst) button.current?.focus()
  }, [isFirst])
  return (
    <button
      ref={button}
      type="button"
      class={isDue ? 'button due' : 'button'}
      disabled={isOff}
      onClick={onPress}
    >
      {icon ? <Icon name={icon} /> : null}
      <span>{word}</span>
    </button>
  )
}

/** A way back from a screen that was opened by a touch. */
export function BackButton({ onPress }: { onPress: () => void }) {
  const { say } = useWords()
  return <Button icon="back" word={say('menu.back')} onPress={onPress} />
}
