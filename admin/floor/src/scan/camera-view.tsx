import { useEffect, useRef, useState } from 'preact/hooks'
import { BackButton, Frame } from '../pieces/frame.tsx'
import { useWords, type Word } from '../words/words.ts'
import { tellScan } from './wedge.ts'

const LOOK_EVERY_MS = 120

/** Reads a code with the device's camera, and closes with the first one. */
export function CameraView({ onClose }: { onClose: () => void }) {
  const { say } = useWords()
  const video = useRef<HTMLVideoElement>(null)
  const [word, setWord] = useState<Word>('camera.loading')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the camera is opened once
  useEffect(() => {
    const ending = new AbortController()
    read(video.current!, ending.signal, () => setWord('camera.title'))
      .then((code) => {
        if (code === undefined) return
        onClose()
        tellScan({ code, by: 'camera' })
      })
      .catch((error: unknown) => setWord(wordOf(error)))
    return () => ending.abort()
  }, [])
  return (
    <Frame screen="camera" foot={<BackButton onPress={onClose} />}>
      <h1>{say(word)}</h1>
      <div class="viewer">
        <video ref={video} muted playsInline aria-label={say('camera.word')} />
        <div class="sight" aria-hidden="true" />
      </div>
    </Frame>
  )
}

function wordOf(error: unknown): Word {
  return error instanceof DOMException && error.name === 'NotAllowedError' ? 'camera.denied' : 'camera.none'
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
  detect(video: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}

/** The browser's own reader where it has one, else ours, which is loaded only then. */
async function reader(): Promise<Look> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: new () => Detector }
  if (BarcodeDetector !== undefined) {
    const detector = new BarcodeDetector()
    return async (video) => (await detector.detect(video))[0]?.rawValue
  }
  const { lookAt } = await import('./read-picture.ts')
  return lookAt
}
