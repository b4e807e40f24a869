import { useLayoutEffect, useRef } from 'preact/hooks'
import { onKey, onScan, type Scan } from './wedge.ts'

/** Takes what is scanned while the component is there; from its first picture on, so that no early scan is lost. */
export function useScan(take: (scan: Scan) => void): void {
  const latest = useRef(take)
  latest.current = take
  useLayoutEffect(() => onScan((scan) => latest.current(scan)), [])
}

/** Takes single keys while the component is there; true says that it was one of its own. */
export function useKey(take: (key: string) => boolean): void {
  const latest = useRef(take)
  latest.current = take
  useLayoutEffect(() => onKey((key) => latest.current(key)), [])
}
