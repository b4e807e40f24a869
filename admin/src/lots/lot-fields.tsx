import { DateInput, maxLength, required, TextInput } from 'react-admin'
import { anyItem, anyItemWithLots } from '../pieces/pickables.ts'
import { PickerInput } from '../pieces/picker-input.tsx'
import { say } from '../words/say.ts'
import { AttributesInput } from './attributes-input.tsx'

/** A lot's fields. Which item it is of stays, because its stock is that item's. */
export function LotFields({ isNew = false }: { isNew?: boolean }) {
  return (
    <>
      <h2>{say('What it is')}</h2>
      <PickerInput
        source="item"
        label={say('Item')}
        of={isNew ? anyItemWithLots : anyItem}
        validate={required()}
        isDisabled={!isNew}
        help={isNew ? say('Items that are kept in lots') : ''}
      />
      <TextInput
        source="name"
        label={say('Lot')}
        validate={[required(), maxLength(80)]}
        helperText={say('As it is printed on the goods; A77 is not a77')}
      />
      <h2>{say('Its days')}</h2>
      <div className="two">
        <DateInput source="manufacturedOn" label={say('Made on, optional')} helperText={false} />
        <DateInput
          source="expiresOn"
          label={say('Expires on, optional')}
          helperText={say('The last day of use')}
        />
        <DateInput source="bestBefore" label={say('Best before, optional')} helperText={false} />
        <DateInput source="retestOn" label={say('Test again on, optional')} helperText={false} />
      </div>
      <h2>{say('What else is known')}</h2>
      <AttributesInput />
    </>
  )
}
