import { BooleanInput, maxLength, minValue, NumberInput, required, TextInput } from 'react-admin'
import { anyItem } from '../pieces/pickables.ts'
import { PickerInput } from '../pieces/picker-input.tsx'
import { say } from '../words/say.ts'
import { usualNames } from './packaging-level.ts'

/** A packaging level's fields. Its factor stays, because what was counted in it means that. */
export function PackagingLevelFields({ isNew = false }: { isNew?: boolean }) {
  const words = {
    length: say('Length in mm, optional'),
    width: say('Width in mm, optional'),
    height: say('Height in mm, optional'),
  }
  return (
    <>
      <h2>{say('What it holds')}</h2>
      <PickerInput source="item" label={say('Item')} of={anyItem} validate={required()} isDisabled />
      <TextInput
        source="name"
        label={say('Level')}
        validate={[required(), maxLength(60)]}
        autoFocus={isNew}
        helperText={say('{usualNames} or a word of your own', { usualNames: usualNames.join(', ') })}
      />
      <FactorFields isNew={isNew} />
      <h2>{say('The package')}</h2>
      <TextInput
        source="gtin"
        label={say('GTIN on it, optional')}
        helperText={say('8, 12, 13 or 14 digits; the check digit is verified')}
      />
      <NumberInput
        source="weightGrams"
        label={say('Weight in g with its wrapping, optional')}
        validate={minValue(0)}
        helperText={false}
      />
      <div className="three">
        {(['length', 'width', 'height'] as const).map((side) => (
          <NumberInput
            key={side}
            source={`${side}Mm`}
            label={words[side]}
            validate={minValue(1)}
            helperText={false}
          />
        ))}
      </div>
      {isNew ? null : (
        <BooleanInput
          source="isActive"
          label={say('In use')}
          helperText={say('Out of use sets its name and GTIN free; what was counted in it stays readable')}
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
        label={say('Base units in it')}
        validate={[required(), minValue(1)]}
        disabled={!isNew}
        helperText={
          isNew
            ? say('12 for a case of twelve; it stays for good')
            : say('To change it, create another level')
        }
      />
      <NumberInput
        source="denominator"
        label={say('Shared by')}
        validate={[required(), minValue(1)]}
        disabled={!isNew}
        helperText={say('1, unless several of it make that many base units')}
      />
    </div>
  )
}
