import { useState } from 'preact/hooks'
import { Problem } from '../line/problem.ts'
import { Ask, Button, Finder, Frame } from '../pieces/frame.tsx'
import { Signs } from '../pieces/signs.tsx'
import { CameraView } from '../scan/camera-view.tsx'
import { useScan } from '../scan/use-scan.ts'
import { plainOf } from '../scan/wedge.ts'
import { give } from '../signal/signal.ts'
import { useWords } from '../words/words.ts'
import { failureWords } from './failure.ts'
import { LanguageButton } from './language-button.tsx'
import { type Device, register } from './person.ts'
import { Refusal } from './refusal.tsx'

const SHORTEST = 10

interface RegisterPageProps {
  /** Why it is asked again, where this was a device before. */
  readonly because?: string | undefined
  readonly onRegistered: (device: Device) => void
}

/** A browser that is no device yet takes the code that the desk shows. */
export function RegisterPage({ because, onRegistered }: RegisterPageProps) {
  const words = useWords()
  const { say } = words
  const [code, setCode] = useState('')
  const [refusal, setRefusal] = useState(because)
  const [tool, setTool] = useState<'type' | 'camera'>()
  const send = async (token: string) => {
    try {
      if (token.length < SHORTEST)
        throw new Problem({ status: 401, code: 'access.device_unknown', detail: '' })
      const device = await register(token)
      give('done')
      onRegistered(device)
    } catch (error) {
      give('wrong')
      const isUnknown = error instanceof Problem && error.code === 'access.device_unknown'
      setRefusal(isUnknown ? say('register.unknown') : failureWords(error, words))
      setCode('')
    }
  }
  useScan((scan) => {
    setTool(undefined)
    void send(plainOf(scan.code))
  })
  if (tool === 'camera') return <CameraView onClose={() => setTool(undefined)} />
  return (
    <Frame
      screen="register"
      foot={<Foot tool={tool} code={code} onTool={setTool} onSend={() => void send(code)} />}
    >
      {refusal ? <Refusal>{refusal}</Refusal> : null}
      <div class={tool === 'type' ? '' : 'start'}>
        {tool === 'type' ? null : <Finder icon="scan" />}
        <h1 class={tool === 'type' && refusal ? 'hidden' : ''}>{say('register.title')}</h1>
        {tool === 'type' && refusal ? null : <p class="soft">{say('register.help')}</p>}
      </div>
      {tool === 'type' ? (
        <Signs
          label={say('register.field')}
          value={code}
          onChange={setCode}
          onEnter={() => void send(code)}
        />
      ) : null}
    </Frame>
  )
}

interface FootProps {
  readonly tool: 'type' | 'camera' | undefined
  readonly code: string
  readonly onTool: (tool: 'type' | 'camera' | undefined) => void
  readonly onSend: () => void
}

function Foot({ tool, code, onTool, onSend }: FootProps) {
  const { say } = useWords()
  return tool === 'type' ? (
    <div class="row two">
      <Button icon="close" word={say('move.cancel')} onPress={() => onTool(undefined)} />
      <Button isDue isOff={code.length < SHORTEST} word={say('register.go')} onPress={onSend} />
    </div>
  ) : (
    <>
      <Ask>{say('register.scan')}</Ask>
      <div class="row three">
        <Button icon="keyboard" word={say('type.word')} onPress={() => onTool('type')} />
        <Button icon="camera" word={say('camera.word')} onPress={() => onTool('camera')} />
        <LanguageButton />
      </div>
    </>
  )
}
