import { call } from '@stowage/admin'
import { useCallback, useEffect, useState } from 'react'

/** Reads something once, and again when it is asked to: the log-in has no store of queries. */
export function useRead<Answer>(path: string) {
  const [data, setData] = useState<Answer>()
  const [error, setError] = useState<unknown>()
  const read = useCallback(
    () =>
      call<Answer>(path).then((answer) => {
        setData(answer)
        setError(undefined)
      }, setError),
    [path],
  )
  useEffect(() => void read(), [read])
  return { data, error, read }
}
