/*
 * All keys that are pressed while nobody types. A scanner is a keyboard that types faster than hands do: a
 * burst of at least four characters, less than 50 ms apart, that ends with Enter, Tab or a pause. What is no
 * burst is a key by itself, or the second of two (`g i`). Where somebody types, none of this listens.
 */

const burstMs = 50
const pauseMs = 100
const shortestCode = 4
const prefixMs = 1_200
/** Separates the parts of an element string. No keyboard has it: scanners press Ctrl ] or F8 for it. */
export const gs = '\x1d'

type Handlers = Readonly<Record<string, () => void>>

const layers: Handlers[] = []
const scanListeners = new Set<(code: string) => void>()
let areKeysOn = true

/** Whether single keys do anything; scans always do. */
export function turnKeys(isOn: boolean): void {
  areKeysOn = isOn
}

/**
 * Listens for keys by their names, `j` or `g i`, until it is ended; who came last is asked first.
 * @returns ends it
 */
export function onKeys(handlers: Handlers): () => void {
  layers.unshift(handlers)
  return () => void layers.splice(layers.indexOf(handlers), 1)
}

/**
 * Listens for what is scanned while nobody types: as it was sent, with the symbology before it and the
 * separators within, which say how it is to be read.
 * @returns ends it
 */
export function onScan(listener: (code: string) => void): () => void {
  scanListeners.add(listener)
  return () => void scanListeners.delete(listener)
}

/** Starts to listen to the window. @returns ends it */
export function listenToKeys(target: Window = window): () => void {
  const reader = new KeyReader()
  const listen = (event: KeyboardEvent) => reader.press(event)
  target.addEventListener('keydown', listen, true)
  return () => target.removeEventListener('keydown', listen, true)
}

class KeyReader {
  #typed = ''
  #lastAt = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #prefix: { readonly key: string; readonly at: number } | undefined

  press(event: KeyboardEvent): void {
    const key = isSeparator(event) && this.#typed !== '' ? gs : event.key
    const isCommand = event.metaKey || event.altKey || (event.ctrlKey && key !== gs)
    if (isCommand || event.isComposing || event.repeat) return
    if (isTyping(event.target)) {
      this.#forget()
      return
    }
    const { timeStamp } = event
    const isFast = timeStamp - this.#lastAt < burstMs
    if ((key === 'Enter' || key === 'Tab') && isFast && this.#typed.length >= shortestCode) {
      event.preventDefault()
      event.stopPropagation()
      this.#settle()
    } else if (key.length === 1) this.#collect(event, key, isFast)
    else if (key === 'Enter' && this.#typed === '') this.#do('Enter')
  }

  #collect(event: KeyboardEvent, key: string, isFast: boolean): void {
    if (!isFast) this.#settle()
    // Within a burst no key does what it else would: a space presses no button.
    else if (this.#typed !== '') event.preventDefault()
    this.#typed += key
    this.#lastAt = event.timeStamp
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#settle(), this.#typed.length === 1 ? burstMs : pauseMs)
  }

  #forget(): void {
    clearTimeout(this.#timer)
    this.#typed = ''
  }

  /** What was collected is a code, or keys one by one. */
  #settle(): void {
    const typed = this.#typed
    this.#forget()
    if (typed.length >= shortestCode) {
      for (const listener of scanListeners) listener(typed.trim())
    } else for (const key of typed) this.#do(key)
  }

  #do(key: string): void {
    if (!areKeysOn || isCovered()) return
    const now = Date.now()
    const before = this.#prefix && now - this.#prefix.at < prefixMs ? this.#prefix.key : undefined
    this.#prefix = undefined
    const name = before === undefined ? key : `${before} ${key}`
    const handler = layers.find((layer) => layer[name])?.[name]
    if (handler) handler()
    else if (before === undefined && layers.some((layer) => hasSequence(layer, key))) {
      this.#prefix = { key, at: now }
    }
  }
}

/** How scanners press the separator; within a burst alone, so that nobody's own Ctrl ] is taken. */
export function isSeparator({
  key,
  code,
  ctrlKey,
}: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey'>): boolean {
  return key === gs || key === 'F8' || (ctrlKey && (key === ']' || code === 'BracketRight'))
}

function hasSequence(layer: Handlers, key: string): boolean {
  return Object.keys(layer).some((name) => name.startsWith(`${key} `))
}

/** Something lies over the page and has the keys to itself. */
function isCovered(): boolean {
  return document.querySelector('.MuiDialog-root, .MuiMenu-root') !== null
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.tagName === 'TEXTAREA' || target.tagName === 'SELECT') return true
  return target instanceof HTMLInputElement && !/^(checkbox|radio|button|submit|range)$/.test(target.type)
}
