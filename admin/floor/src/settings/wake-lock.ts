import { useEffect } from 'preact/hooks'
import { useSettings } from './settings.ts'

/** Keeps the screen on while somebody works, where browser and settings let it. */
export function useWakeLock(): void {
  const { isAwake } = useSettings()
  useEffect(() => {
    if (!isAwake || !('wakeLock' in navigator)) return
    let lock: WakeLockSentinel | undefined
    const take = async () => {
      if (document.visibilityState !== 'visible') return
      // An empty battery forbids it; then the screen goes dark as it always did.
      lock = await navigator.wakeLock.request('screen').catch(() => undefined)
    }
    void take()
    document.addEventListener('visibilitychange', take)
    return () => {
      document.removeEventListener('visibilitychange', take)
      void lock?.release()
    }
  }, [isAwake])
}
