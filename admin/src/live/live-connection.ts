/** A hint of the server's: rows of a topic changed; `ids` is null where they are too many. */
export interface Hint {
  readonly topic: string
  readonly ids: readonly string[] | null
}

/** Who hears of hints. */
export interface Listener {
  hint(hint: Hint): void
  /** The connection stands; what was missed until now nobody tells. */
  stands(): void
  lost(): void
}

const AGAIN_MS = 5_000

/**
 * The one connection of this page over which the server says that something changed. A page that nobody
 * looks at keeps none, because a browser has only six for all its pages.
 * @returns ends it
 */
export function listenLive(topics: readonly string[], listener: Listener): () => void {
  let source: EventSource | undefined
  let again: ReturnType<typeof setTimeout> | undefined

  const open = () => {
    source = new EventSource(`/api/v1/host/live?topics=${topics.join(',')}`)
    source.addEventListener('open', () => listener.stands())
    source.addEventListener('hint', ({ data }) => listener.hint(JSON.parse(data) as Hint))
    source.addEventListener('error', () => {
      listener.lost()
      if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN_MS)
    })
  }
  const close = () => {
    clearTimeout(again)
    source?.close()
    source = undefined
  }
  const follow = () => {
    close()
    if (document.visibilityState !== 'visible') return
    // A stream over a network that is gone says nothing for minutes: the browser knows it at once.
    if (navigator.onLine) open()
    else listener.lost()
  }

  follow()
  document.addEventListener('visibilitychange', follow)
  window.addEventListener('online', follow)
  window.addEventListener('offline', follow)
  return () => {
    document.removeEventListener('visibilitychange', follow)
    window.removeEventListener('online', follow)
    window.removeEventListener('offline', follow)
    close()
  }
}
