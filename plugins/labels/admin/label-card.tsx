import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { call, Trouble } from '@stowage/admin'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { LabelPreview } from './preview.tsx'
import { Choice, type Choices, type Kind, noChoices, PrintChoices, wishOf } from './print-choices.tsx'
import { type Job, sendPrint } from './send.ts'
import { SentJobs } from './sent-jobs.tsx'
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
      {isOpen && <PrintDialog kind={kind} id={id} onClose={() => setOpen(false)} />}
    </section>
  )
}

/** Shows the label, asks by what and where, and prints. */
function PrintDialog({ kind, id, onClose }: { kind: Kind; id: string; onClose: () => void }) {
  const words = wordsOf()
  const titleId = useId()
  const [choices, setChoices] = useState(noChoices)
  const [jobs, setJobs] = useState<readonly Job[]>()
  const [refusal, setRefusal] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const send = async () => {
    setBusy(true)
    setRefusal(undefined)
    try {
      setJobs((await sendPrint({ kind, ids: [id], ...wishOf(choices) })).jobs)
    } catch (error) {
      setRefusal(error)
    } finally {
      setBusy(false)
    }
  }
  const { template, level } = choices
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="md" fullWidth>
      <DialogTitle id={titleId}>{words.printLabel}</DialogTitle>
      <DialogContent>
        <div className="stack" style={{ paddingTop: 8 }}>
          <PrintChoices kind={kind} choices={choices} onChange={setChoices} />
          {kind === 'item' && <Packages item={id} choices={choices} onChange={setChoices} />}
          <LabelPreview wish={{ kind, thing: id, ...(template && { template }), ...(level && { level }) }} />
          {refusal ? <Trouble error={refusal} /> : null}
          {jobs ? <SentJobs jobs={jobs} /> : null}
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button variant="contained" disabled={isBusy} onClick={() => void send()}>
          {words.print}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

/** The packages of an item, where it has any: a case's label has the case's GTIN. */
function Packages({
  item,
  choices,
  onChange,
}: {
  item: string
  choices: Choices
  onChange: (choices: Choices) => void
}) {
  const words = wordsOf()
  const { data } = useQuery({
    queryKey: ['labels', 'levels', item],
    queryFn: () =>
      call<{ data: { id: string; name: string }[] }>(`/items/packaging-levels?item=${item}&limit=50`),
  })
  const levels = data?.data ?? []
  if (levels.length === 0) return null
  return (
    <Choice
      label={words.level}
      value={choices.level}
      options={[['', words.piece], ...levels.map(({ name }) => [name, name] as const)]}
      onChange={(level) => onChange({ ...choices, level })}
    />
  )
}
