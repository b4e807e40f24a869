import { currentSettings } from '../settings/settings.ts'

/** Something that a person has to notice without looking. */
export type Signal = 'right' | 'done' | 'wrong' | 'asks' | 'lost'

interface Tone {
  readonly hertz: number
  readonly ms: number
  /** Silence before it. */
  readonly afterMs?: number
}

/** High and short is good, low and long is not; no two are alike in sound or in vibration. */
const signals: Readonly<
  Record<
    Signal,
    { readonly shape: OscillatorType; readonly tones: readonly Tone[]; readonly shakes: number[] }
  >
> = {
  right: { shape: 'sine', tones: [{ hertz: 1320, ms: 50 }], shakes: [30] },
  done: {
    shape: 'sine',
    tones: [
      { hertz: 1320, ms: 60 },
      { hertz: 1760, ms: 90 },
    ],
    shakes: [40],
  },
  wrong: {
    shape: 'square',
    tones: [
      { hertz: 220, ms: 180 },
      { hertz: 220, ms: 180, afterMs: 90 },
    ],
    shakes: [200, 80, 200],
  },
  asks: {
    shape: 'triangle',
    tones: [
      { hertz: 660, ms: 70 },
      { hertz: 660, ms: 70, afterMs: 40 },
    ],
    shakes: [60, 60, 60],
  },
  lost: {
    shape: 'triangle',
    tones: [
      { hertz: 660, ms: 120 },
      { hertz: 330, ms: 240, afterMs: 40 },
    ],
    shakes: [120, 60, 120, 60, 240],
  },
}

const loudness = [0, 0.06, 0.2, 0.6]
let audio: AudioContext | undefined

/** Browsers let a page sound once somebody has touched it or scanned. */
export function readySounds(): void {
  const ready = () => {
    audio ??= typeof AudioContext === 'undefined' ? undefined : new AudioContext()
    void audio?.resume()
  }
  addEventListener('pointerdown', ready, { capture: true })
  addEventListener('keydown', ready, { capture: true })
}

/** Gives a signal, as loud as the device is set. */
export function give(name: Signal): void {
  const { shape, tones, shakes } = signals[name]
  const { volume, isVibrating } = currentSettings()
  // What gets signals tells of them, so that a test hears them, too.
  dispatchEvent(new CustomEvent('stowage-signal', { detail: name }))
  if (isVibrating) navigator.vibrate?.(shakes)
  if (audio?.state !== 'running' || volume === 0) return
  let at = audio.currentTime
  for (const { hertz, ms, afterMs = 0 } of tones) {
    at += afterMs / 1000
    sound(audio, { hertz, shape, at, seconds: ms / 1000, gain: loudness[volume]! })
    at += ms / 1000
  }
}

interface Sound {
  readonly hertz: number
  readonly shape: OscillatorType
  readonly at: number
  readonly seconds: number
  readonly gain: number
}

function sound(context: AudioContext, { hertz, shape, at, seconds, gain }: Sound): void {
  const oscillator = new OscillatorNode(context, { type: shape, frequency: hertz })
  const level = new GainNode(context, { gain: 0 })
  // A few milliseconds of slope, or it clicks.
  level.gain.setValueAtTime(0, at)
  level.gain.linearRampToValueAtTime(gain, at + 0.005)
  level.gain.setValueAtTime(gain, at + seconds - 0.01)
  level.gain.linearRampToValueAtTime(0, at + seconds)
  oscillator.connect(level).connect(context.destination)
  oscillator.start(at)
  oscillator.stop(at + seconds)
}
