import { BooleanInput, maxLength, minValue, NumberInput, required, TextInput } from 'react-admin'
import { anyItem } from '../pieces/pickables.ts'
import { PickerInput } from '../pieces/picker-input.tsx'
import { usualNames } from './packaging-level.ts'

/** A packaging level's fields. Its factor stays, because what was counted in it means that. */
export function PackagingLevelFields({ isNew = false }: { isNew?: boolean }) {
  return (
    <>
      <h2>What it holds</h2>
      <PickerInput source="item" label="Item" of={anyItem} validate={required()} isDisabled />
      <TextInput
        source="name"
        label="Level"
        validate={[required(), maxLength(60)]}
        autoFocus={isNew}
        helperText={`${usualNames.join(', ')} or a word of your own`}
      />
      <FactorFields isNew={isNew} />
      <h2>The package</h2>
      <TextInput
        source="gtin"
        label="GTIN on it, optional"
        helperText="8, 12, 13 or 14 digits; the check digit is verified"
      />
      <NumberInput
        source="weightGrams"
        label="Weight in g with its wrapping, optional"
        validate={minValue(0)}
        helperText={false}
      />
      <div className="three">
        {(['length', 'width', 'height'] as const).map((side) => (
          <NumberInput
            key={side}
            source={`${side}Mm`}
            label={`${side[0]!.toUpperCase()}${side.slice(1)} in mm, optional`}
            validate={minValue(1)}
            helperText={false}
          />
        ))}
      </div>
      {isNew ? null : (
        <BooleanInput
          source="isActive"
          label="In use"
          helperText="Out of use sets its name and GTIN free; what was counted in it stays readable"
        />
      )}
    </>
  )
}

function FactorFields({ isNew }: { isNew: boolean }) {
  return (
    <div className="two">
      <NumberInput
        source="numerator"
        label="Base units in it"
        validate={[required(), minValue(1)]}
        disabled={!isNew}
        helperText={
          isNew ? '12 for a case of twelve; it stays for good' : 'To change it, create another level'
        }
      />
      <NumberInput
        source="denominator"
        label="Shared by"
        validate={[required(), minValue(1)]}
        disabled={!isNew}
        helperText="1, unless several of it make that many base units"
      />
    </div>
  )
}
