import { BooleanInput, maxLength, minValue, NumberInput, required, SelectInput, TextInput } from 'react-admin'
import { anyOwner } from '../pieces/pickables.ts'
import { PickerInput } from '../pieces/picker-input.tsx'
import { say } from '../words/say.ts'
import { lifecycles, serialChoices } from './item.ts'

/** An item's fields, in groups. The server judges them all again and its word stands beside the field. */
export function ItemFields({ isNew = false }: { isNew?: boolean }) {
  return (
    <>
      <IdentityFields isNew={isNew} />
      <CountingFields isNew={isNew} />
      <TrackingFields />
      <SizeFields />
    </>
  )
}

function IdentityFields({ isNew }: { isNew: boolean }) {
  return (
    <>
      <h2>{say('What it is')}</h2>
      <div className="two">
        <TextInput
          source="sku"
          label={say('SKU')}
          validate={[required(), maxLength(64)]}
          autoFocus={isNew}
          helperText={false}
        />
        <TextInput
          source="gtin"
          label={say('GTIN, optional')}
          helperText={say('8, 12, 13 or 14 digits; the check digit is verified')}
        />
      </div>
      <TextInput
        source="name"
        label={say('Name')}
        validate={[required(), maxLength(200)]}
        helperText={false}
      />
      <TextInput
        source="description"
        label={say('Description, optional')}
        multiline
        minRows={2}
        helperText={false}
      />
      <div className="two">
        <TextInput source="category" label={say('Category, optional')} helperText={false} />
        <SelectInput
          source="lifecycle"
          label={say('Lifecycle')}
          choices={[...lifecycles()]}
          validate={required()}
          helperText={false}
        />
      </div>
    </>
  )
}

function CountingFields({ isNew }: { isNew: boolean }) {
  return (
    <>
      <h2>{say('How it is counted')}</h2>
      <div className="two">
        <TextInput
          source="baseUnit"
          label={say('Base unit')}
          validate={required()}
          helperText={say('The unit all stock is kept in')}
        />
        <NumberInput
          source="step"
          label={say('Smallest step')}
          validate={[required(), minValue(0.000001)]}
          helperText={say('1 for whole pieces, 0.001 for grams in kilograms')}
        />
      </div>
      <PickerInput
        source="owner"
        label={say('Owner, optional')}
        of={anyOwner}
        help={say("Whose catalogue it stands in; empty is the house's")}
        isDisabled={!isNew}
      />
    </>
  )
}

function TrackingFields() {
  return (
    <>
      <h2>{say('What is told apart')}</h2>
      <p className="small muted" style={{ margin: '0 0 8px' }}>
        {say('Fixed as soon as stock of it was posted, as are unit and step.')}
      </p>
      <BooleanInput
        source="hasLots"
        label={say('It is kept in lots')}
        helperText={say('Every movement names one')}
      />
      <div className="two">
        <SelectInput
          source="serials"
          label={say('Serial numbers are taken')}
          choices={[...serialChoices()]}
          validate={required()}
          helperText={say('Always needs a smallest step of 1')}
        />
        <TextInput
          source="catchUnit"
          label={say('Catch weight unit, optional')}
          helperText={say('kg, where each piece weighs differently')}
        />
      </div>
    </>
  )
}

function SizeFields() {
  return (
    <>
      <h2>{say('Size and weight')}</h2>
      <div className="two">
        <NumberInput
          source="weightGrams"
          label={say('Weight in g, optional')}
          validate={minValue(0)}
          helperText={false}
        />
      </div>
      <div className="three">
        <NumberInput
          source="lengthMm"
          label={say('Length in mm, optional')}
          validate={minValue(0)}
          helperText={false}
        />
        <NumberInput
          source="widthMm"
          label={say('Width in mm, optional')}
          validate={minValue(0)}
          helperText={false}
        />
        <NumberInput
          source="heightMm"
          label={say('Height in mm, optional')}
          validate={minValue(0)}
          helperText={false}
        />
      </div>
    </>
  )
}
