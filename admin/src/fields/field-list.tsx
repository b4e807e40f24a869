import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { DataTable } from 'react-admin'
import { ChoiceFilter, SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { NewButton } from '../pieces/new-button.tsx'
import { screensKey } from '../plugin-screens/use-plugin-screens.ts'
import { say } from '../words/say.ts'
import { type CustomField, kinds } from './field.ts'
import { type Entity, useEntities } from './use-entities.ts'

/** What administrators have records say beside what they say by themselves. */
export default function FieldList() {
  const entities = useEntities()
  useFieldsReadAgain()
  const create = <NewButton resource="custom-fields" word={say('New field')} />
  return (
    <ListPage
      title={say('Fields')}
      noun={say('fields')}
      sort={{ field: 'entity', order: 'ASC' }}
      actions={create}
      empty={
        <>
          <b>{say('No fields of your own yet.')}</b>
          <span>
            {say(
              'Allergens of items, a gate of sites: what your records have to say beside what they say ' +
                'by themselves.',
            )}
          </span>
          {create}
        </>
      }
      filters={<Filters entities={entities} />}
    >
      <FieldTable entities={entities} />
    </ListPage>
  )
}

function Filters({ entities }: { entities: readonly Entity[] }) {
  return (
    <>
      <SearchFilter placeholder={say('Label or name')} />
      <ChoiceFilter
        source="entity"
        label={say('Of which records')}
        choices={entities.map(({ entity, title }) => ({ id: entity, name: title }))}
      />
      <ChoiceFilter source="kind" label={say('Kind')} choices={kinds()} />
      <ChoiceFilter
        source="isRetired"
        label={say('Use')}
        choices={[
          { id: 'false', name: say('in use') },
          { id: 'true', name: say('retired') },
        ]}
      />
    </>
  )
}

/** One comes here after every change, and the desk's own forms and lists follow it. */
function useFieldsReadAgain(): void {
  const queries = useQueryClient()
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: screensKey })
  }, [queries])
}

function FieldTable({ entities }: { entities: readonly Entity[] }) {
  return (
    <DataTable<CustomField> rowClick="edit" bulkActionButtons={false}>
      <DataTable.Col<CustomField>
        source="entity"
        label={say('Of')}
        render={({ entity }) => entities.find((known) => known.entity === entity)?.title ?? entity}
      />
      <DataTable.Col<CustomField>
        source="label"
        label={say('Label')}
        render={({ label }) => <span className="strong">{label}</span>}
      />
      <DataTable.Col<CustomField>
        source="name"
        label={say('Name in the API')}
        render={({ name }) => <span className="code">{name}</span>}
      />
      <DataTable.Col<CustomField>
        source="kind"
        label={say('Kind')}
        render={({ kind }) => kinds().find(({ id }) => id === kind)?.name ?? kind}
      />
      <DataTable.Col<CustomField>
        label={say('Said by')}
        disableSort
        render={({ isRequired }) => (isRequired ? say('every new record') : say('whoever wants'))}
      />
      <DataTable.Col<CustomField> source="place" label={say('Place')} align="right" />
      <DataTable.Col<CustomField>
        label={say('Use')}
        disableSort
        render={({ isRetired }) =>
          isRetired ? <span className="muted">{say('retired')}</span> : say('in use')
        }
      />
    </DataTable>
  )
}
