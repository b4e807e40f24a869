import { Button } from '@mui/material'
import { useState } from 'react'
import type { Kind } from './print-choices.tsx'
import { PrintDialog } from './print-dialog.tsx'
import { wordsOf } from './words.ts'

interface SlotProps {
  readonly record: { readonly id: string }
}

/** On an item's screen. */
export function ItemLabel({ record }: SlotProps) {
  return <LabelCard kind="item" id={record.id} />
}

/** On a lot's screen. */
export function LotLabel({ record }: SlotProps) {
  return <LabelCard kind="lot" id={record.id} />
}

/** On a place's screen. */
export function LocationLabel({ record }: SlotProps) {
  return <LabelCard kind="location" id={record.id} />
}

/** On a handling unit's screen. */
export function UnitLabel({ record }: SlotProps) {
  return <LabelCard kind="unit" id={record.id} />
}

function LabelCard({ kind, id }: { readonly kind: Kind; readonly id: string }) {
  const words = wordsOf()
  const [isOpen, setOpen] = useState(false)
  return (
    <section className="card pad row" aria-label={words.label}>
      <span className="strong">{words.label}</span>
      <Button className="push" variant="outlined" size="small" onClick={() => setOpen(true)}>
        {words.printLabel}
      </Button>
      {isOpen && <PrintDialog kind={kind} ids={[id]} onClose={() => setOpen(false)} />}
    </section>
  )
}
