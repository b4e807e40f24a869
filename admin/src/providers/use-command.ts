import { useRef, useState } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import { call } from './http-client.ts'
import { newId } from './ids.ts'
import { isRefusal } from './problem.ts'

/** What one press sends. */
export interface Command {
  readonly path: string
  readonly body: object
  /** What is said once it is done. */
  readonly done: string
}

/**
 * Sends what a dialogue asks for, once, however often it is pressed: nothing more while it is under way, and
 * the same command under the same key while no answer came. A refusal is an answer; the next try is another
 * command.
 */
export function useCommand(onDone: () => void) {
  const key = useRef(newId())
  const inFlight = useRef(false)
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const notify = useNotify()
  const refresh = useRefresh()
  const send = async ({ path, body, done }: Command) => {
    if (inFlight.current) return
    inFlight.current = true
    setBusy(true)
    setError(undefined)
    try {
      await call(path, { method: 'POST', headers: { 'Idempotency-Key': key.current }, body })
      notify(done, { type: 'success' })
      refresh()
      onDone()
    } catch (failure) {
      if (isRefusal(failure)) key.current = newId()
      setError(failure)
    } finally {
      inFlight.current = false
      setBusy(false)
    }
  }
  return { send, error, isBusy }
}
