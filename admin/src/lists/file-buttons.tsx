import Button from '@mui/material/Button'
import { IconFileExport, IconTable } from '@tabler/icons-react'
import { useListContext, useResourceContext } from 'react-admin'
import { apiRoot } from '../providers/http-client.ts'
import { filterQuery, sortParameter } from '../providers/list-query.ts'
import { resourcePath } from '../providers/resource-paths.ts'
import { say } from '../words/say.ts'

/** The same rows, filters and order as a file, streamed by the server. */
export function FileButtons() {
  const resource = useResourceContext()
  const { filterValues, filter, sort } = useListContext()
  if (!resource) return null
  const query = filterQuery({ ...filter, ...filterValues })
  const order = sortParameter(sort)
  if (order) query.set('sort', order)
  const addressOf = (format: string) => {
    query.set('format', format)
    return `${apiRoot}${resourcePath(resource).path}?${query}`
  }
  const name = resource.replaceAll('/', '-')
  return (
    <>
      <Button
        startIcon={<IconFileExport className="icon s" />}
        href={addressOf('csv')}
        download={`${name}.csv`}
      >
        {say('CSV')}
      </Button>
      <Button startIcon={<IconTable className="icon s" />} href={addressOf('xlsx')} download={`${name}.xlsx`}>
        {say('XLSX')}
      </Button>
    </>
  )
}
