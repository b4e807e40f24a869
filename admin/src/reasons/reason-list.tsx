import { ListPage } from '../pieces/list-page.tsx'
import { say } from '../words/say.ts'

/** Why stock is changed by hand. */
export default function ReasonList() {
  return (
    <ListPage
      title={say('Reasons')}
      noun={say('reasons')}
      sort={{ field: 'code', order: 'ASC' }}
      create={say('New reason')}
      search={say('Code or title')}
      rowClick="edit"
      bulk={[
        { verb: say('Put into use'), done: say('put into use'), change: { isActive: true } },
        { verb: say('Put out of use'), done: say('put out of use'), change: { isActive: false } },
      ]}
      columns={[
        { source: 'code', label: say('Code'), as: 'code', canSort: true },
        { source: 'title', label: say('Title'), as: 'strong', canSort: true },
        {
          source: 'isActive',
          label: say('In use'),
          draw: ({ isActive }) =>
            isActive ? say('in use') : <span className="muted">{say('out of use')}</span>,
        },
        { source: 'plugin', label: say('Added by') },
      ]}
    />
  )
}
