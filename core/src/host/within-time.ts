/** A piece of work that took too long. */
export class TimeLimitOver extends Error {
  constructor(seconds: number) {
    super(`it took longer than its ${seconds} s`)
    this.name = 'TimeLimitOver'
  }
}

/**
 * Waits for work no longer than this. It is told by its signal; what it does afterwards counts for nothing.
 * @param outer aborts it as well, with its own reason
 * @throws TimeLimitOver, the reason of `outer`, or whatever the work throws
 */
export async function withinTime<T>(
  seconds: number,
  work: (signal: AbortSignal) => Promise<T>,
  outer?: AbortSignal,
): Promise<T> {
  const end = new AbortController()
  const signal = outer === undefined ? end.signal : AbortSignal.any([end.signal, outer])
  const timer = setTimeout(() => end.abort(new TimeLimitOver(seconds)), seconds * 1000)
  const ended = new Promise<never>((_, reject) => {
    const give = () => reject(signal.reason)
    if (signal.aborted) give()
    else signal.addEventListener('abort', give, { once: true })
  })
  try {
    return await Promise.race([work(signal), ended])
  } finally {
    clearTimeout(timer)
  }
}
