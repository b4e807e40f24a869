import { DateInput, maxLength, required, TextInput } from 'react-admin'
import { anyItem, anyItemWithLots } from '../pieces/pickables.ts'
import { PickerInput } from '../pieces/picker-input.tsx'
import { AttributesInput } from './attributes-input.tsx'

/** A lot's fields. Which item it is of stays, because its stock is that item's. */
export function LotFields({ isNew = false }: { isNew?: boolean }) {
  return (
    <>
      <h2>What it is</h2>
      <PickerInput
        source="item"
        label="Item"
        of={isNew ? anyItemWithLots : anyItem}
        validate={required()}
        isDisabled={!isNew}
        help={isNew ? 'Items that are kept in lots' : ''}
      />
      <TextInput
        source="name"
        label="Lot"
        validate={[required(), maxLength(80)]}
        helperText="As it is printed on the goods; A77 is not a77"
      />
      <h2>Its days</h2>
      <div className="two">
        <DateInput source="manufacturedOn" label="Made on, optional" helperText={false} />
        <DateInput source="expiresOn" label="Expires on, optional" helperText="The last day of use" />
        <DateInput source="bestBefore" label="Best before, optional" helperText={false} />
        <DateInput source="retestOn" label="Test again on, optional" helperText={false} />
      </div>
      <h2>What else is known</h2>
      <AttributesInput />
    </>
  )
}
