import { LineDown, Problem } from '../line/problem.ts'
import { timeWord, type useWords } from '../words/words.ts'

/** Why something at the door failed, in words. */
export function failureWords(error: unknown, { say }: Pick<ReturnType<typeof useWords>, 'say'>): string {
  if (error instanceof LineDown) return say('line.start')
  if (!(error instanceof Problem)) throw error
  const { status, retryAfterSeconds, requestId = '' } = error
  if (status === 429) return say('locked.wait', { time: timeWord(retryAfterSeconds ?? 60) })
  return status >= 500 ? say('wrong.server', { status, request: requestId }) : error.message
}
