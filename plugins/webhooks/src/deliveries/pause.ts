/** How long to wait between tries. */
export interface Patience {
  readonly firstPauseSeconds: number
  readonly longestPauseSeconds: number
}

/** Retries of many endpoints, or of many events, do not come at the same moment. */
const JITTER = 0.2

/**
 * The pause after so many failures: twice as long each time, up to the longest, a fifth more or less by
 * chance.
 * @param askedSeconds what the answer asked for (`Retry-After`), as far as it is not longer than the longest
 */
export function pauseMs(
  failures: number,
  patience: Patience,
  askedSeconds = 0,
  random = Math.random(),
): number {
  const { firstPauseSeconds, longestPauseSeconds } = patience
  const grown = firstPauseSeconds * 2 ** Math.min(failures - 1, 30)
  const seconds = Math.min(Math.max(grown, askedSeconds), longestPauseSeconds)
  return Math.round(seconds * 1_000 * (1 - JITTER + 2 * JITTER * random))
}
