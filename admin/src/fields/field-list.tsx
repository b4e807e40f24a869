import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ListColumn } from '../lists/list-columns.tsx'
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
      rowClick="edit"
      columns={columnsOf(entities)}
    />
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

function columnsOf(entities: readonly Entity[]): readonly ListColumn<CustomField>[] {
  return [
    {
      source: 'entity',
      label: say('Of'),
      canSort: true,
      draw: ({ entity }) => entities.find((known) => known.entity === entity)?.title ?? entity,
    },
    { source: 'label', label: say('Label'), as: 'strong', canSort: true },
    { source: 'name', label: say('Name in the API'), as: 'code', canSort: true },
    {
      source: 'kind',
      label: say('Kind'),
      canSort: true,
      draw: ({ kind }) => kinds().find(({ id }) => id === kind)?.name ?? kind,
    },
    {
      source: 'isRequired',
      label: say('Said by'),
      draw: ({ isRequired }) => (isRequired ? say('every new record') : say('whoever wants')),
    },
    { source: 'place', label: say('Place'), as: 'figure', canSort: true },
    {
      source: 'isRetired',
      label: say('Use'),
      draw: ({ isRetired }) => (isRetired ? <span className="muted">{say('retired')}</span> : say('in use')),
    },
  ]
}
