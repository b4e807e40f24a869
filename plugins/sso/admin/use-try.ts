import { sentenceOfError } from '@stowage/admin'
import { useState } from 'react'

/** Does one thing at a time, and keeps the sentence of what stood in the way. */
export function useTry() {
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    setRefusal(undefined)
    try {
      await work()
    } catch (error) {
      setRefusal(sentenceOfError(error))
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, refusal, attempt }
}
