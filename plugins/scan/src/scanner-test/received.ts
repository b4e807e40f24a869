/** One key as a page is told of it. */
export interface KeyPress {
  readonly key: string
  readonly isControl: boolean
  readonly isAlt: boolean
}

/**
 * Makes text of the keys that a scanner presses. Control characters come as Ctrl and a letter, or as Alt with
 * the digits of their number, by what the scanner is set to.
 */
export class KeyText {
  #text = ''
  #number = ''
  #others: string[] = []

  /** What was received so far. */
  get text(): string {
    return this.#text
  }

  /** Keys that stand for no character, by their names: some scanners send F8 for GS. */
  get otherKeys(): readonly string[] {
    return this.#others
  }

  press({ key, isControl, isAlt }: KeyPress): void {
    if (isAlt && /^\d$/.test(key)) this.#number += key
    else if (key === 'Enter') this.#text += '\r'
    else if (key === 'Tab') this.#text += '\t'
    else if (key.length !== 1) this.#keepOther(key)
    else this.#text += isControl ? String.fromCharCode(key.toUpperCase().charCodeAt(0) & 31) : key
  }

  /** Alt was let go: the digits that were typed meanwhile are one character. */
  releaseAlt(): void {
    if (this.#number !== '') this.#text += String.fromCodePoint(Number(this.#number.slice(-4)))
    this.#number = ''
  }

  /** Text that came as a whole: pasted, or by an input method. */
  add(text: string): void {
    this.#text += text
  }

  #keepOther(key: string): void {
    if (!/^(Shift|Control|Alt|AltGraph|CapsLock|Unidentified|Process|Dead|NumLock)$/.test(key))
      this.#others.push(key)
  }
}

/** One character with its number as people write it in set-up guides. */
export interface ReceivedByte {
  readonly hex: string
  readonly shown: string
}

/** Control characters by the names that the guides of scanners have for them. */
const NAMES: Readonly<Record<number, string>> = {
  2: 'STX',
  3: 'ETX',
  4: 'EOT',
  9: 'TAB',
  10: 'LF',
  13: 'CR',
  28: 'FS',
  29: 'GS',
  30: 'RS',
  31: 'US',
  32: 'space',
}

/** Each byte of a text, in UTF-8, with the character that begins there. */
export function bytesOf(text: string): readonly ReceivedByte[] {
  const encoder = new TextEncoder()
  return Array.from(text).flatMap((character) =>
    Array.from(encoder.encode(character), (byte, n) => ({
      hex: byte.toString(16).toUpperCase().padStart(2, '0'),
      shown: n > 0 ? '' : (NAMES[byte] ?? (byte < 32 ? '·' : character)),
    })),
  )
}
