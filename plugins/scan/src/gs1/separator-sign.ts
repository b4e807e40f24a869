import { GS, readElementString } from './element-string.ts'

/** What wedges are known to write for the separator, where they cannot send it. */
export const SEPARATOR_SIGNS = [
  '<GS>',
  '{GS}',
  '[GS]',
  '\\x1d',
  '\\x1D',
  '\\F',
  '~1',
  '^',
  '~',
  '|',
  '␝',
] as const

/**
 * The sign that seems to stand for separators: with it replaced, the text reads without a fault. It is told
 * and never replaced unasked, because only who has set the scanner up knows.
 */
export function separatorSign(text: string): string | undefined {
  return SEPARATOR_SIGNS.find((sign) => {
    if (!text.includes(sign)) return false
    return readElementString(text.replaceAll(sign, GS)).problems.length === 0
  })
}
