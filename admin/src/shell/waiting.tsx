import Skeleton from '@mui/material/Skeleton'
import { useEffect, useState } from 'react'
import { say } from '../words/say.ts'

const patienceMs = 150

/** Empty rows in real height, shown only when waiting takes longer than a blink. */
export function Waiting({ rows = 6 }: { rows?: number }) {
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  if (!isLong) return null
  return (
    <div className="card pad" role="status">
      <span className="sr-only">{say('Reading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows have nothing but their place
        <Skeleton key={row} height={34} />
      ))}
    </div>
  )
}
