/*
 * Scanners are keyboards that type faster than hands do: a burst of characters, less than 50 ms apart, that
 * ends with Enter, Tab or a pause. It is taken wherever the focus is, also in a field and nowhere. What is no
 * burst is single keys, which the keypads take.
 */

/** What somebody scanned, and by what. */
export interface Scan {
  readonly code: string
  readonly by: 'wedge' | 'camera' | 'hand'
}

const BURST_MS = 50
const PAUSE_MS = 100
/** What ends with Enter may be as short as check digits; what ends with a pause is a code. */
const SHORTEST = 2
const SHORTEST_WITHOUT_END = 4
/** Separates the parts of an element string; a keyboard has no key for it. */
const GS = '\x1d'
const ELEMENT_STRING = /^\](C1|d2|Q3|J1|e[0-2])/

const scanListeners: ((scan: Scan) => void)[] = []
const keyListeners: ((key: string) => boolean)[] = []

/** Listens for what is scanned; who came last has it to himself. @returns ends it */
export function onScan(listener: (scan: Scan) => void): () => void {
  scanListeners.unshift(listener)
  return () => void scanListeners.splice(scanListeners.indexOf(listener), 1)
}

/** Listens for single keys that nobody types into a field; true takes one. @returns ends it */
export function onKey(listener: (key: string) => boolean): () => void {
  keyListeners.unshift(listener)
  return () => void keyListeners.splice(keyListeners.indexOf(listener), 1)
}

/** Passes on what was scanned. */
export function tellScan(scan: Scan): void {
  if (scan.code !== '') scanListeners[0]?.(scan)
}

/** Starts to listen to the window. @returns ends it */
export function listenToKeys(target: Window = window): () => void {
  const wedge = new Wedge()
  const listen = (event: KeyboardEvent) => wedge.press(event)
  target.addEventListener('keydown', listen, true)
  return () => target.removeEventListener('keydown', listen, true)
}

class Wedge {
  #typed = ''
  #lastAt = 0
  #field: HTMLInputElement | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  press(event: KeyboardEvent): void {
    if (event.isComposing || event.repeat) return
    const sign = signOf(event)
    const isFast = event.timeStamp - this.#lastAt < BURST_MS
    if (sign !== undefined) this.#collect(event, sign, isFast)
    else if (isEnd(event.key) && isFast && this.#typed.length >= SHORTEST) {
      event.preventDefault()
      event.stopPropagation()
      this.#lastAt = event.timeStamp
      this.#tell()
    } else if (isEnd(event.key) || event.key === 'Backspace' || event.key === 'Escape') {
      this.#settle()
      if (fieldOf(event) === undefined && !isOnButton(event) && tellKey(event.key)) event.preventDefault()
    }
  }

  #collect(event: KeyboardEvent, sign: string, isFast: boolean): void {
    if (!isFast) this.#settle()
    // Within a burst no key does what it else would: a space presses no button.
    else if (this.#typed !== '' && fieldOf(event) === undefined) event.preventDefault()
    this.#field = fieldOf(event)
    this.#typed += sign
    this.#lastAt = event.timeStamp
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#settle(), this.#typed.length === 1 ? BURST_MS : PAUSE_MS)
  }

  /** Without an end it is a code where it is long enough, or keys one by one. */
  #settle(): void {
    const isCode = this.#field === undefined && this.#typed.length >= SHORTEST_WITHOUT_END
    if (isCode) this.#tell()
    else {
      const [typed, isInField] = [this.#typed, this.#field !== undefined]
      this.#forget()
      if (!isInField) for (const key of typed) tellKey(key)
    }
  }

  #tell(): void {
    const code = readTyped(this.#typed)
    const field = this.#field
    this.#forget()
    // What was scanned into a field was not typed there.
    if (field !== undefined) {
      field.value = ''
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
    tellScan({ code, by: 'wedge' })
  }

  #forget(): void {
    clearTimeout(this.#timer)
    this.#typed = ''
    this.#field = undefined
  }
}

/** The character that a key stands for; scanners send the group separator in several ways. */
function signOf({ key, code, ctrlKey, altKey, metaKey }: KeyboardEvent): string | undefined {
  const isBracket = key === ']' || code === 'BracketRight'
  if (key === 'F8' || key === GS || (ctrlKey && isBracket)) return GS
  return key.length === 1 && !ctrlKey && !altKey && !metaKey ? key : undefined
}

/** Some scanners write out what they cannot press. */
export function readTyped(typed: string): string {
  const plain = typed.replace(/\{GS\}|<GS>/gi, GS)
  return (ELEMENT_STRING.test(plain) ? plain.replace(/~1|\^/g, GS) : plain).trim()
}

/** The code alone, for who expects no label: a badge, a device, the digits of a place. */
export function plainOf(code: string): string {
  return code.replace(/^\][A-Za-z]\d/, '')
}

function isEnd(key: string): boolean {
  return key === 'Enter' || key === 'Tab'
}

function tellKey(key: string): boolean {
  return keyListeners[0]?.(key) ?? false
}

function fieldOf({ target }: KeyboardEvent): HTMLInputElement | undefined {
  return target instanceof HTMLInputElement && target.type !== 'radio' ? target : undefined
}

function isOnButton({ target, key }: KeyboardEvent): boolean {
  return key === 'Enter' && target instanceof HTMLElement && target.closest('button, a, label') !== null
}
