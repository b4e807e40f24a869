import { useEffect, useRef, useState } from 'preact/hooks'
import { BackButton, Frame } from '../pieces/frame.tsx'
import { Icon } from '../pieces/icon.tsx'
import { give } from '../signal/signal.ts'
import { useWords, type Word } from '../words/words.ts'
import { tellScan } from './wedge.ts'

const LOOK_EVERY_MS = 120

/** Reads a code with the device's camera, and closes with the first one. */
export function CameraView({ onClose }: { onClose: () => void }) {
  const { say } = useWords()
  const video = useRef<HTMLVideoElement>(null)
  const [word, setWord] = useState<Word>('camera.loading')
  const [isOver, setOver] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the camera is opened once
  useEffect(() => {
    const ending = new AbortController()
    read(video.current!, ending.signal, () => setWord('camera.title'))
      .then((code) => {
        if (code === undefined) return
        onClose()
        tellScan({ code, by: 'camera' })
      })
      .catch((error: unknown) => {
        if (ending.signal.aborted) return
        give('wrong')
        setOver(true)
        setWord(wordOf(error))
      })
    return () => ending.abort()
  }, [])
  return (
    <Frame screen="camera" foot={<BackButton onPress={onClose} />}>
      {isOver ? (
        <div class="start" role="alert">
          <Icon name="cameraOff" size={96} />
          <h1>{say('camera.over')}</h1>
          <p>{say(word)}</p>
        </div>
      ) : (
        <h1>{say(word)}</h1>
      )}
      <div class="viewer" hidden={isOver}>
        <video ref={video} muted playsInline aria-label={say('camera.word')} />
        <div class="sight" aria-hidden="true" />
      </div>
    </Frame>
  )
}

/** What the browser calls it, as people may mend it. */
const FAULTS: Readonly<Record<string, Word>> = {
  NotAllowedError: 'camera.denied',
  NotFoundError: 'camera.none',
  OverconstrainedError: 'camera.none',
  NotReadableError: 'camera.busy',
  AbortError: 'camera.busy',
}

function wordOf(error: unknown): Word {
  if (navigator.mediaDevices === undefined) return 'camera.insecure'
  if (error instanceof DOMException) return FAULTS[error.name] ?? 'camera.busy'
  return 'camera.noReader'
}

/** Looks until there is a code; undefined when the view was closed before. */
async function read(
  video: HTMLVideoElement,
  signal: AbortSignal,
  onReady: () => void,
): Promise<string | undefined> {
  const wish = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } }
  const stream = await navigator.mediaDevices.getUserMedia({ video: wish, audio: false })
  try {
    video.srcObject = stream
    await video.play()
    const look = await reader()
    onReady()
    while (!signal.aborted) {
      const code = await look(video)
      if (code !== undefined && !signal.aborted) return code
      await new Promise((done) => setTimeout(done, LOOK_EVERY_MS))
    }
    return undefined
  } finally {
    for (const track of stream.getTracks()) track.stop()
  }
}

type Look = (video: HTMLVideoElement) => Promise<string | undefined>

interface Detector {
  detect(video: HTMLVideoElement): Promise<readonly { readonly rawValue: string; readonly format: string }[]>
}

/**
 * How scanners tell what kind of barcode it was, of kinds whose plain text has a meaning of its own. The
 * browser does not say whether a Code 128, a Data Matrix or a QR Code is GS1's; its separators do.
 */
const SYMBOLOGIES: Readonly<Record<string, string>> = {
  ean_13: ']E0',
  ean_8: ']E4',
  upc_a: ']E0',
  itf: ']I1',
}

/** The browser's own reader where it has one, else ours, which is loaded only then. */
async function reader(): Promise<Look> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: new () => Detector }
  if (BarcodeDetector !== undefined) {
    const detector = new BarcodeDetector()
    return async (video) => {
      const [found] = await detector.detect(video)
      if (found === undefined) return undefined
      // An UPC-A is an EAN-13 that begins with zero, and scanners send it as one.
      const code = found.format === 'upc_a' ? found.rawValue.padStart(13, '0') : found.rawValue
      return `${SYMBOLOGIES[found.format] ?? ''}${code}`
    }
  }
  const { lookAt } = await import('./read-picture.ts')
  return lookAt
}
