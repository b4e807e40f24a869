import { useRef, useState } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import { call } from '../providers/http-client.ts'
import { newId } from '../providers/ids.ts'
import { problemOf } from '../providers/problem.ts'

/**
 * Sends acts on allocations, all or none. While no answer has come, pressing again sends the same command; a
 * refusal is an answer, after which the next try is another one.
 */
export function useActs(done: string, onClose: () => void) {
  const key = useRef(newId())
  const inFlight = useRef(false)
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const notify = useNotify()
  const refresh = useRefresh()
  const send = async (allocations: readonly object[]) => {
    if (inFlight.current) return
    inFlight.current = true
    setBusy(true)
    setError(undefined)
    try {
      await call('/ledger/allocations', {
        method: 'POST',
        headers: { 'Idempotency-Key': key.current },
        body: { mode: 'all', allocations },
      })
      notify(done, { type: 'success' })
      refresh()
      onClose()
    } catch (refusal) {
      if (problemOf(refusal) !== undefined) key.current = newId()
      setError(refusal)
    } finally {
      inFlight.current = false
      setBusy(false)
    }
  }
  return { send, error, isBusy }
}
