import Button from '@mui/material/Button'
import { Link } from 'react-router-dom'
import type { Kind } from './trace.ts'
import { wordsOf } from './words.ts'

interface SlotProps {
  readonly record: { readonly id: string }
}

/** On a lot's screen. */
export function TraceLot({ record }: SlotProps) {
  return <TraceLink kind="lot" id={record.id} />
}

/** On a piece's screen. */
export function TraceSerial({ record }: SlotProps) {
  return <TraceLink kind="serial" id={record.id} />
}

/** On a handling unit's screen. */
export function TraceUnit({ record }: SlotProps) {
  return <TraceLink kind="unit" id={record.id} />
}

function TraceLink({ kind, id }: { readonly kind: Kind; readonly id: string }) {
  const words = wordsOf()
  return (
    <section className="card pad row" aria-label={words.traceThis}>
      <span className="strong">{words.whence}</span>
      <Button
        className="push"
        variant="outlined"
        size="small"
        component={Link}
        to={`/x/traceability/trace?${kind}=${id}`}
      >
        {words.traceThis}
      </Button>
    </section>
  )
}
