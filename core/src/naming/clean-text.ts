const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u

/**
 * Trims what a person typed as a name, code or label.
 * @returns undefined when nothing is left, or when it holds a control character or half of a surrogate pair:
 *   such text cannot be printed on a label, read by a scanner or told apart on a screen
 */
export function cleanText(text: string): string | undefined {
  const trimmed = text.trim()
  return trimmed === '' || UNPRINTABLE.test(trimmed) ? undefined : trimmed
}

/** The same for a text of several lines, which may hold line breaks and tabs and may be empty. */
export function cleanLines(text: string): string | undefined {
  const trimmed = text.trim()
  return UNPRINTABLE.test(trimmed.replaceAll(/[\n\r\t]/g, ' ')) ? undefined : trimmed
}
