import Button from '@mui/material/Button'
import { IconPlus } from '@tabler/icons-react'
import {
  ArrayInput,
  AutocompleteArrayInput,
  ReferenceArrayInput,
  ReferenceInput,
  required,
  SelectInput,
  SimpleFormIterator,
  useSimpleFormIterator,
  useSimpleFormIteratorItem,
} from 'react-admin'
import { say } from '../words/say.ts'
import { rightsWords } from './rights-input.tsx'

/** The roles somebody has: each for some sites and owners, or for all where none is named. */
export function RolesInput() {
  return (
    <ArrayInput source="roles" label={say('Roles')}>
      <SimpleFormIterator
        disableReordering
        disableClear
        fullWidth
        addButton={<AddRole />}
        removeButton={<RemoveRole />}
      >
        <ReferenceInput source="role" reference="roles" perPage={200}>
          <SelectInput label={say('Role')} optionText="name" validate={required()} helperText={false} />
        </ReferenceInput>
        <ReferenceArrayInput source="sites" reference="sites" perPage={200}>
          <AutocompleteArrayInput
            label={say('In these sites')}
            optionText="name"
            helperText={say('None is all of them')}
          />
        </ReferenceArrayInput>
        <ReferenceArrayInput source="owners" reference="owners" perPage={200}>
          <AutocompleteArrayInput
            label={say('For these owners')}
            optionText="name"
            helperText={say('None is all of them')}
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

function AddRole() {
  const { add } = useSimpleFormIterator()
  return (
    <Button size="small" startIcon={<IconPlus className="icon s" />} onClick={() => add()}>
      {say('Add role')}
    </Button>
  )
}

function RemoveRole() {
  const { remove } = useSimpleFormIteratorItem()
  return (
    <Button size="small" variant="text" onClick={() => remove()}>
      {say('Take role away')}
    </Button>
  )
}

/** Whoever was given roles, or permissions beside them. */
export interface HasRights {
  readonly roles?: readonly Given[]
  readonly permissions?: readonly string[]
}

/** What a person or a key may do, in few words: the roles, and what was given beside them. */
export function rightsOfPerson({ roles = [], permissions = [] }: HasRights) {
  const given = rolesWords(roles)
  if (given === '') return rightsWords(permissions)
  return permissions.length > 0
    ? say('{given}, and {permissions}', { given, permissions: rightsWords(permissions) })
    : given
}

function rolesWords(roles: readonly Given[]): string {
  return roles
    .map(({ name, sites, owners, endsAt }) => {
      const where =
        sites === null
          ? ''
          : ` ${say('in {sites}', { sites: say('1 site | {count} sites', { count: sites.length }) })}`
      const whose =
        owners === null
          ? ''
          : ` ${say('for {owners}', { owners: say('1 owner | {count} owners', { count: owners.length }) })}`
      return `${name}${where}${whose}${endsAt === null ? '' : ` ${say('for a while')}`}`
    })
    .join(', ')
}
