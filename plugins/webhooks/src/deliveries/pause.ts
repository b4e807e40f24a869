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
 * @param askedSeconds what the answer asked for (`Retry-After`), as far as it is not longer than the
 *   longest; it is never cut short
 */
export function pauseMs(
  failures: number,
  patience: Patience,
  askedSeconds = 0,
  random = Math.random(),
): number {
  const { firstPauseSeconds, longestPauseSeconds } = patience
  const grown = Math.min(firstPauseSeconds * 2 ** Math.min(failures - 1, 30), longestPauseSeconds)
  const byChance = grown * (1 - JITTER + 2 * JITTER * random)
  return Math.round(Math.max(byChance, Math.min(askedSeconds, longestPauseSeconds)) * 1_000)
}
