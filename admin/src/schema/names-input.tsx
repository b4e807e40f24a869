import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useQuery } from '@tanstack/react-query'
import { useInput } from 'react-admin'
import { call } from '../providers/http-client.ts'
import { sentenceOfError } from '../providers/problem.ts'
import { say } from '../words/say.ts'
import { messageOf } from './texts-input.tsx'

interface NamesInputProps {
  readonly source: string
  readonly label: string
  readonly help: string | undefined
  /** Of the list that they are chosen from, under the API's root. */
  readonly address: string
}

interface Choice {
  readonly name: string
  readonly plugin?: string
}

/**
 * Several names out of a list that the API tells, which changes with what is installed. One that stands there
 * and is in the list no more stays until somebody takes it away.
 */
export function NamesInput({ source, label, help, address }: NamesInputProps) {
  const { field, fieldState } = useInput({ source })
  const { data, error, isPending } = useQuery({
    queryKey: ['choices', address],
    queryFn: () => call<{ data: readonly Choice[] }>(address),
  })
  const known = new Map(data?.data.map((choice) => [choice.name, choice.plugin ?? '']))
  const names = [...known.keys()].sort((a, b) => compare(known.get(a)!, known.get(b)!) || compare(a, b))
  const trouble = messageOf(fieldState.error) ?? (error ? sentenceOfError(error) : undefined)
  return (
    <Autocomplete<string, true>
      multiple
      disableCloseOnSelect
      loading={isPending}
      options={names}
      groupBy={(name) => known.get(name) ?? ''}
      value={(field.value as string[] | null) || []}
      onChange={(_, chosen) => field.onChange(chosen)}
      onBlur={field.onBlur}
      noOptionsText={say('Nothing here yet')}
      renderInput={(params) => (
        <TextField
          {...params}
          label={label}
          error={trouble !== undefined}
          helperText={trouble ?? help ?? say('Choose as many as are meant')}
        />
      )}
    />
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
