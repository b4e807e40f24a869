import { ListPage } from '../pieces/list-page.tsx'

/** Why stock is changed by hand. */
export default function ReasonList() {
  return (
    <ListPage
      title="Reasons"
      noun="reasons"
      sort={{ field: 'code', order: 'ASC' }}
      create="New reason"
      search="Code or title"
      rowClick="edit"
      bulk={[
        { verb: 'Put into use', done: 'put into use', change: { isActive: true } },
        { verb: 'Put out of use', done: 'put out of use', change: { isActive: false } },
      ]}
      columns={[
        { source: 'code', label: 'Code', as: 'code', canSort: true },
        { source: 'title', label: 'Title', as: 'strong', canSort: true },
        {
          source: 'isActive',
          label: 'In use',
          draw: ({ isActive }) => (isActive ? 'in use' : <span className="muted">out of use</span>),
        },
        { source: 'plugin', label: 'Added by' },
      ]}
    />
  )
}
