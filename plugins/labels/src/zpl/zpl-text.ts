const PLAIN = /[A-Za-z0-9 .,;:!?()+*=/%#@$-]/

/**
 * A text as the data of a field behind `^FH`: whatever might be a command, the sign for hexadecimal
 * digits, or no ASCII is written as the hexadecimal digits of its UTF-8, so that a thing named `^XZ~JR`
 * prints as such.
 */
export function zplText(text: string): string {
  return [...text].map((letter) => (PLAIN.test(letter) ? letter : inHex(letter))).join('')
}

function inHex(letter: string): string {
  return [...Buffer.from(letter, 'utf8')]
    .map((byte) => `_${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('')
}
