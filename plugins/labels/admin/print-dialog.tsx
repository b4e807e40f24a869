import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { call, Trouble } from '@stowage/admin'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { LabelPreview } from './preview.tsx'
import { Choice, type Choices, type Kind, noChoices, PrintChoices, wishOf } from './print-choices.tsx'
import { type Job, sendPrint } from './send.ts'
import { SentJobs } from './sent-jobs.tsx'
import { told, wordsOf } from './words.ts'

interface PrintDialogProps {
  readonly kind: Kind
  /** What is labelled; the first one's label is shown. */
  readonly ids: readonly string[]
  readonly onClose: () => void
}

/** Shows the label, asks by what and where, and prints. */
export function PrintDialog({ kind, ids, onClose }: PrintDialogProps) {
  const words = wordsOf()
  const [first] = ids
  const title = ids.length === 1 ? words.printLabel : told(words.printLabels, { count: ids.length })
  const titleId = useId()
  const [choices, setChoices] = useState(noChoices)
  const [jobs, setJobs] = useState<readonly Job[]>()
  const [refusal, setRefusal] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const send = async () => {
    setBusy(true)
    setRefusal(undefined)
    try {
      setJobs((await sendPrint({ kind, ids, ...wishOf(choices) })).jobs)
    } catch (error) {
      setRefusal(error)
    } finally {
      setBusy(false)
    }
  }
  const { template, level } = choices
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="md" fullWidth>
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent>
        <div className="stack" style={{ paddingTop: 8 }}>
          <PrintChoices kind={kind} choices={choices} onChange={setChoices} />
          {kind === 'item' && ids.length === 1 && (
            <Packages item={first!} choices={choices} onChange={setChoices} />
          )}
          <LabelPreview
            wish={{ kind, thing: first!, ...(template && { template }), ...(level && { level }) }}
          />
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
