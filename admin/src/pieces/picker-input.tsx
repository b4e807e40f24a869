import { useInput, type Validator } from 'react-admin'
import { EntityPicker, type Pickable } from './entity-picker.tsx'

/** The picker as a field of a form. */
export function PickerInput(props: {
  source: string
  label: string
  of: Pickable
  help?: string
  validate?: Validator | Validator[]
  isDisabled?: boolean
}) {
  const { source, of, label, help, validate, isDisabled } = props
  const { field, fieldState, isRequired } = useInput({ source, validate })
  return (
    <div style={{ marginTop: 8, marginBottom: 4 }} data-source={source} data-resource={of.resource}>
      <EntityPicker
        of={of}
        label={label}
        value={(field.value as string | null) || null}
        onChange={(id) => field.onChange(id)}
        isRequired={isRequired}
        isDisabled={isDisabled ?? false}
        error={fieldState.error?.message}
        help={help}
      />
    </div>
  )
}
