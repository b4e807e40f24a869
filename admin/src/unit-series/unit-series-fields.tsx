import { maxLength, maxValue, minValue, NumberInput, required, SelectInput, TextInput } from 'react-admin'
import { NameInput } from '../pieces/name-input.tsx'
import { say } from '../words/say.ts'

/** What codes look like. */
export const schemes = () => [
  { id: 'sscc', name: say('SSCC, 18 digits') },
  { id: 'lpn', name: say('License plate') },
]

const mostDigits = 999_999_999_999

/** A series' fields. What its codes look like stays, because labels carry them. */
export function UnitSeriesFields({ isNew = false }: { isNew?: boolean }) {
  return (
    <>
      <NameInput />
      <SelectInput
        source="scheme"
        label={say('Codes')}
        choices={schemes()}
        validate={required()}
        disabled={!isNew}
        helperText={false}
      />
      <TextInput
        source="prefix"
        label={say('Prefix')}
        validate={[required(), maxLength(20)]}
        disabled={!isNew}
        helperText={say('A GS1 company prefix, or what stands before the number of a license plate')}
      />
      <NumberInput
        source="firstNumber"
        label={say('Counts from, optional')}
        validate={[minValue(0), maxValue(mostDigits)]}
        helperText={say('Above what a former system printed; it only ever rises')}
      />
    </>
  )
}
