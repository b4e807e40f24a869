import Button from '@mui/material/Button'
import { IconFileExport, IconTable } from '@tabler/icons-react'
import { type Identifier, useListContext, useResourceContext } from 'react-admin'
import { apiRoot } from '../providers/http-client.ts'
import { filterQuery, sortParameter } from '../providers/list-query.ts'
import { resourcePath } from '../providers/resource-paths.ts'
import { say } from '../words/say.ts'

/** As many rows as an address can name. */
const mostNamed = 200

type FileFormat = 'csv' | 'xlsx'

/** The same rows, filters and order as a file, streamed by the server. */
export function FileButtons() {
  const fileOf = useFile()
  return (
    <>
      <Button startIcon={<IconFileExport className="icon s" />} {...fileOf('csv')}>
        {say('CSV')}
      </Button>
      <Button startIcon={<IconTable className="icon s" />} {...fileOf('xlsx')}>
        {say('XLSX')}
      </Button>
    </>
  )
}

interface ChosenFilesProps {
  /** Which rows; none where all are meant that the filters find. */
  readonly ids: readonly Identifier[] | undefined
}

/** The rows that were chosen, as a file. */
export function ChosenFiles({ ids }: ChosenFilesProps) {
  const fileOf = useFile(ids)
  if (ids !== undefined && ids.length > mostNamed) {
    return <span className="small">{say('A file has {mostNamed} chosen rows at most.', { mostNamed })}</span>
  }
  return (
    <>
      <Button size="small" {...fileOf('csv')}>
        {say('CSV of the chosen')}
      </Button>
      <Button size="small" {...fileOf('xlsx')}>
        {say('XLSX of the chosen')}
      </Button>
    </>
  )
}

/** Where the list is had as a file, and what the file is called. */
function useFile(ids?: readonly Identifier[]) {
  const resource = useResourceContext() ?? ''
  const { filterValues, filter, sort } = useListContext()
  const { path, key } = resourcePath(resource)
  const query = filterQuery({ ...filter, ...filterValues, ...(ids && { [key]: ids }) })
  const order = sortParameter(sort)
  if (order) query.set('sort', order)
  return (format: FileFormat) => {
    query.set('format', format)
    return { href: `${apiRoot}${path}?${query}`, download: `${resource.replaceAll('/', '-')}.${format}` }
  }
}
