import TextField from '@mui/material/TextField'
import { EntityPicker } from '../pieces/entity-picker.tsx'
import { InstantField } from '../pieces/instant-field.tsx'
import { anyOwner, anyReason } from '../pieces/pickables.ts'
import { say } from '../words/say.ts'
import type { Draft, Faults } from './draft.ts'
import type { PostingKind } from './kinds.ts'

interface PostingFieldsProps {
  readonly kind: PostingKind
  readonly draft: Draft
  readonly faults: Faults
  readonly isHeld: boolean
  readonly onChange: (part: Partial<Draft>) => void
}

/** What is said about the whole movement: reason, document, owner, when it happened. */
export function PostingFields({ kind, draft, faults, isHeld, onChange }: PostingFieldsProps) {
  return (
    <div className="form-body">
      <div className="three" style={{ gap: '12px 16px' }}>
        <EntityPicker
          of={anyReason}
          label={kind.needsReason ? say('Reason') : say('Reason, optional')}
          isRequired={kind.needsReason}
          value={draft.reason}
          onChange={(reason) => onChange({ reason })}
          isDisabled={isHeld}
          error={faults.reason}
        />
        <TextField
          label={say('Document, optional')}
          margin="none"
          value={draft.document}
          onChange={(event) => onChange({ document: event.target.value })}
          helperText={say('Delivery note, order or invoice number')}
        />
        <EntityPicker
          of={anyOwner}
          label={say('Owner, optional')}
          value={draft.owner}
          onChange={(owner) => onChange({ owner })}
          isDisabled={isHeld}
          help={say('Whose stock; empty is the house’s')}
        />
        <InstantField
          label={say('Happened, optional')}
          value={draft.effectiveAt}
          onChange={(effectiveAt) => onChange({ effectiveAt })}
          error={Boolean(faults.effectiveAt)}
          helperText={faults.effectiveAt ?? say('Empty is now')}
        />
        <TextField
          label={say('Note, optional')}
          margin="none"
          value={draft.note}
          onChange={(event) => onChange({ note: event.target.value })}
          sx={{ gridColumn: { sm: 'span 2' } }}
        />
      </div>
    </div>
  )
}
