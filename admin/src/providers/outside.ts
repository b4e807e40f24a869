import { useEffect, useState } from 'react'
import { useSpoken } from '../words/language.ts'
import { call } from './http-client.ts'

/** What one plugin shows to whoever is not in yet. */
export interface OutsideScreens {
  readonly name: string
  readonly version: string
  readonly title: string
  readonly entry: string | null
  readonly slots: readonly { readonly slot: string; readonly component: string }[]
  readonly pages: readonly { readonly path: string; readonly title: string; readonly component: string }[]
}

/**
 * What plugins add to the log-in. Until it is known, and where it cannot be had, there is the log-in by
 * password.
 */
export function useOutside(): { readonly plugins: readonly OutsideScreens[]; readonly isKnown: boolean } {
  const { language } = useSpoken()
  const [plugins, setPlugins] = useState<readonly OutsideScreens[]>()
  useEffect(() => {
    const end = new AbortController()
    call<{ plugins: readonly OutsideScreens[] }>('/host/screens/outside', {
      signal: end.signal,
      headers: { 'Accept-Language': language },
    })
      .then(({ plugins }) => setPlugins(plugins))
      .catch(() => {
        if (!end.signal.aborted) setPlugins([])
      })
    return () => end.abort()
  }, [language])
  return { plugins: plugins ?? [], isKnown: plugins !== undefined }
}
