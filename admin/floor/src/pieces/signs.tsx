import { useEffect, useRef, useState } from 'preact/hooks'
import { useWords } from '../words/words.ts'
import { Icon } from './icon.tsx'
import { Key } from './keypad.tsx'

interface SignsProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onEnter: () => void
}

const NUMBERS = [...'123456789-0.', '/']
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ_/']

/**
 * A field with big keys for the signs of codes. The device's own keyboard stays away; a real one types into
 * it.
 */
export function Signs({ label, value, onChange, onEnter }: SignsProps) {
  const { say } = useWords()
  const [isLetters, setLetters] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const add = (sign: string) => onChange(value + sign)
  return (
    <form
      class="signs"
      onSubmit={(event) => {
        event.preventDefault()
        onEnter()
      }}
    >
      <label>
        <span class="soft">{label}</span>
        <input
          ref={field}
          class="code"
          inputMode="none"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          maxLength={200}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      </label>
      <div class={isLetters ? 'keypad letters' : 'keypad'}>
        {(isLetters ? LETTERS : NUMBERS).map((sign) => (
          <Key key={sign} sign={sign} onPress={() => add(sign)} />
        ))}
        <button type="button" class="key turn" onClick={() => setLetters(!isLetters)}>
          {say(isLetters ? 'type.numbers' : 'type.letters')}
        </button>
        <button
          type="button"
          class="key"
          aria-label={say('type.delete')}
          onClick={() => onChange(value.slice(0, -1))}
        >
          <Icon name="backspace" size={30} />
        </button>
      </div>
    </form>
  )
}
