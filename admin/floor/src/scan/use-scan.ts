import { useEffect, useRef } from 'preact/hooks'
import { onKey, onScan, type Scan } from './wedge.ts'

/** Takes what is scanned while the component is there. */
export function useScan(take: (scan: Scan) => void): void {
  const latest = useRef(take)
  latest.current = take
  useEffect(() => onScan((scan) => latest.current(scan)), [])
}

/** Takes single keys while the component is there; true says that it was one of its own. */
export function useKey(take: (key: string) => boolean): void {
  const latest = useRef(take)
  latest.current = take
  useEffect(() => onKey((key) => latest.current(key)), [])
}
