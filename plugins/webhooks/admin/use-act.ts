import { call, sentenceOfError } from '@stowage/admin'
import { useNotify, useRefresh } from 'react-admin'

/** Asks the server for something, says what came of it, and has the screen read again. */
export function useAct() {
  const notify = useNotify()
  const refresh = useRefresh()
  return async <Answer>(
    path: string,
    options: { readonly method?: string; readonly body?: object; readonly version?: number } = {},
    say?: (answer: Answer) => string | undefined,
  ): Promise<Answer | undefined> => {
    const { method = 'POST', body, version } = options
    try {
      const answer = await call<Answer>(`/webhooks${path}`, {
        method,
        ...(body && { body }),
        ...(version !== undefined && { headers: { 'if-match': `"${version}"` } }),
      } as Parameters<typeof call>[1])
      const sentence = say?.(answer)
      if (sentence !== undefined) notify(sentence)
      return answer
    } catch (error) {
      notify(sentenceOfError(error), { type: 'error' })
      return undefined
    } finally {
      refresh()
    }
  }
}
