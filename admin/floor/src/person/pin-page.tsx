import { useState } from 'preact/hooks'
import { BackButton, Button, Frame } from '../pieces/frame.tsx'
import { Keypad } from '../pieces/keypad.tsx'
import { useWords } from '../words/words.ts'
import { Refusal } from './refusal.tsx'

const SHORTEST = 4
const LONGEST = 10

interface PinPageProps {
  readonly title: string
  readonly refusal: string | undefined
  readonly onPin: (pin: string) => void
  readonly onClose: () => void
}

/** A PIN, of which only the number of digits is shown. */
export function PinPage({ title, refusal, onPin, onClose }: PinPageProps) {
  const { say } = useWords()
  const [pin, setPin] = useState('')
  const enter = () => {
    if (pin.length < SHORTEST) return
    onPin(pin)
    setPin('')
  }
  return (
    <Frame
      screen="pin"
      foot={
        <div class="row two">
          <BackButton onPress={onClose} />
          <Button isDue isOff={pin.length < SHORTEST} word={say('pin.go')} onPress={enter} />
        </div>
      }
    >
      <h1>{title}</h1>
      {refusal ? <Refusal>{refusal}</Refusal> : null}
      <p class="dots" role="status" aria-label={say('pin.digits', { count: pin.length })}>
        {'●'.repeat(pin.length).padEnd(SHORTEST, '○')}
      </p>
      <Keypad value={pin} onChange={setPin} onEnter={enter} mostSigns={LONGEST} />
    </Frame>
  )
}
