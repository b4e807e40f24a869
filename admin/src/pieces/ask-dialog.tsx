import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import { type FormEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react'
import { say } from '../words/say.ts'
import { Trouble } from './trouble.tsx'

interface AskDialogProps {
  /** The question. */
  readonly title: string
  /** What its button says. */
  readonly verb: string
  /** True for what is gone for good when it is done. */
  readonly isFinal?: true
  /** False while something is missing that it cannot be done without. */
  readonly isReady?: boolean
  /** Does it. What it is refused for stands in the dialogue, which stays open. */
  readonly onDo: () => Promise<unknown>
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Asks once more, does it once, and closes when it is done. */
export function AskDialog(props: AskDialogProps) {
  const { title, verb, isFinal, isReady = true, onDo, onClose, children } = props
  const [refusal, setRefusal] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const inFlight = useRef(false)
  const titleId = useId()
  const verbButton = useRef<HTMLButtonElement>(null)
  // A button that was disabled meanwhile lost the focus, and with it the dialogue its Escape key.
  useLayoutEffect(() => {
    if (refusal) verbButton.current?.focus()
  }, [refusal])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    // A dialogue of a form's own button stands within that form, for React at least.
    event.stopPropagation()
    if (inFlight.current || !isReady) return
    inFlight.current = true
    setBusy(true)
    setRefusal(undefined)
    try {
      await onDo()
      onClose()
    } catch (error) {
      setRefusal(error)
    } finally {
      inFlight.current = false
      setBusy(false)
    }
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <form onSubmit={(event) => void submit(event)}>
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent>
          <div className="stack" style={{ gap: 12 }}>
            {children}
            {refusal ? <Trouble error={refusal} /> : null}
          </div>
        </DialogContent>
        <DialogActions sx={{ p: 2 }}>
          <Button onClick={onClose}>{say('Cancel')}</Button>
          <Button
            ref={verbButton}
            type="submit"
            variant="contained"
            color={isFinal ? 'error' : 'inherit'}
            disabled={isBusy || !isReady}
          >
            {verb}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

interface ReasonDialogProps extends Omit<AskDialogProps, 'onDo' | 'isReady'> {
  /** How many characters say something. */
  readonly least: number
  readonly onDo: (reason: string) => Promise<unknown>
}

/** The same for what stands in the audit with its reason. */
export function ReasonDialog({ least, onDo, children, ...dialog }: ReasonDialogProps) {
  const [reason, setReason] = useState('')
  return (
    <AskDialog {...dialog} isReady={reason.trim().length >= least} onDo={() => onDo(reason.trim())}>
      <div>{children}</div>
      <ReasonField value={reason} least={least} onChange={setReason} />
    </AskDialog>
  )
}

interface ReasonFieldProps {
  readonly value: string
  readonly least: number
  readonly onChange: (reason: string) => void
}

/** Why something is done, in one's own words. */
export function ReasonField({ value, least, onChange }: ReasonFieldProps) {
  return (
    <TextField
      label={say('Reason')}
      required
      fullWidth
      autoFocus
      margin="none"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      helperText={say('At least {least} characters; it stands in the audit', { least })}
      slotProps={{ htmlInput: { maxLength: 500 } }}
    />
  )
}
