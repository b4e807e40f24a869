const IMPATIENT_AFTER_MS = 2000

/**
 * Resolves on SIGINT or SIGTERM, or when the launcher that started this process is gone. A second signal,
 * well after the first (Ctrl-C arrives twice: from the terminal and through the launcher), ends the process
 * at once.
 */
export function stopRequest(): Promise<void> {
  return new Promise((resolve) => {
    let askedAt: number | undefined
    const ask = () => {
      if (askedAt !== undefined && Date.now() - askedAt > IMPATIENT_AFTER_MS) process.exit(1)
      askedAt ??= Date.now()
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, ask)
    process.once('disconnect', ask)
    process.channel?.unref()
  })
}
