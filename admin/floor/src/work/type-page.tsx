import { useState } from 'preact/hooks'
import { BackButton, Button, Frame } from '../pieces/frame.tsx'
import { Signs } from '../pieces/signs.tsx'
import { useWords } from '../words/words.ts'
import type { Work } from './work.ts'

/** A code whose label does not scan, typed on big keys. */
export function TypePage({ work, onClose }: { work: Work; onClose: () => void }) {
  const { say } = useWords()
  const [typed, setTyped] = useState('')
  const go = () => {
    if (typed.trim() === '') return
    onClose()
    void work.take({ code: typed.trim(), by: 'hand' })
  }
  return (
    <Frame
      screen="type"
      foot={
        <div class="row two">
          <BackButton onPress={onClose} />
          <Button isDue isOff={typed.trim() === ''} word={say('type.go')} onPress={go} />
        </div>
      }
    >
      <h1>{say('type.title')}</h1>
      <Signs label={say('type.field')} value={typed} onChange={setTyped} onEnter={go} />
    </Frame>
  )
}
