import {
  ArrayInput,
  AutocompleteArrayInput,
  ReferenceArrayInput,
  ReferenceInput,
  required,
  SelectInput,
  SimpleFormIterator,
} from 'react-admin'
import { rightsWords } from './rights-input.tsx'

/** The roles somebody has: each for some sites and owners, or for all where none is named. */
export function RolesInput() {
  return (
    <ArrayInput source="roles" label="Roles">
      <SimpleFormIterator disableReordering fullWidth>
        <ReferenceInput source="role" reference="roles" perPage={200}>
          <SelectInput label="Role" optionText="name" validate={required()} helperText={false} />
        </ReferenceInput>
        <ReferenceArrayInput source="sites" reference="sites" perPage={200}>
          <AutocompleteArrayInput label="In these sites" optionText="name" helperText="None is all of them" />
        </ReferenceArrayInput>
        <ReferenceArrayInput source="owners" reference="owners" perPage={200}>
          <AutocompleteArrayInput
            label="For these owners"
            optionText="name"
            helperText="None is all of them"
          />
        </ReferenceArrayInput>
      </SimpleFormIterator>
    </ArrayInput>
  )
}

interface Given {
  readonly name: string
  readonly sites: readonly string[] | null
  readonly owners: readonly string[] | null
  readonly endsAt: string | null
}

/** What a person or a key may do, in few words: the roles, and what was given beside them. */
export function rightsOfPerson({
  roles = [],
  permissions = [],
}: {
  roles?: Given[]
  permissions?: string[]
}) {
  const given = rolesWords(roles)
  if (given === '') return rightsWords(permissions)
  return permissions.length > 0 ? `${given}, and ${rightsWords(permissions)}` : given
}

function rolesWords(roles: readonly Given[]): string {
  return roles
    .map(({ name, sites, owners, endsAt }) => {
      const where = sites === null ? '' : ` in ${counted(sites.length, 'site')}`
      const whose = owners === null ? '' : ` for ${counted(owners.length, 'owner')}`
      return `${name}${where}${whose}${endsAt === null ? '' : ' for a while'}`
    })
    .join(', ')
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
