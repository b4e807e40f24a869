import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { IconFileExport } from '@tabler/icons-react'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ScrollX } from '../pieces/scroll-x.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { apiRoot, call } from '../providers/http-client.ts'
import { sentenceOfError } from '../providers/problem.ts'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import type { Cell, Import } from './import.ts'

interface Problem {
  readonly code: string
  readonly detail: string
  readonly column: string | null
  readonly index: number | null
}

interface Refused {
  readonly number: number
  readonly cells: readonly Cell[]
  readonly problems: readonly Problem[]
}

interface Page {
  readonly data: readonly Refused[]
  readonly next: number | null
}

/** The rows that do not go in, each with what is wrong; a cell that is at fault is mended where it stands. */
export function RefusedRows({ record }: { record: Import }) {
  const { id, headers } = record
  const { data, error, isPending, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['refused-rows', id],
    queryFn: ({ pageParam, signal }) =>
      call<Page>(`/imports/${id}/refused-rows?limit=50&after=${pageParam}`, { signal }),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
  })
  const rows = data?.pages.flatMap((page) => page.data) ?? []
  return (
    <section className="card" aria-labelledby="import-refused">
      <RefusedHead id={id} />
      <p className="small muted import-hint">
        {say(
          'Mend a cell here, then try again; the file itself stays as it came. Or take the rows out, ' +
            'mend them there, and import that file.',
        )}
      </p>
      {error ? <Trouble error={error} what={say('Rows that are refused')} /> : null}
      {isPending ? <Waiting rows={4} /> : null}
      {rows.length > 0 ? (
        <ScrollX>
          <table className="table import-refused">
            <thead>
              <tr>
                <th className="num">{say('Row')}</th>
                <th>{say('What is wrong')}</th>
                {headers.map((header, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                  <th key={index}>{header || index + 1}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <RefusedRow key={row.number} row={row} record={record} />
              ))}
            </tbody>
          </table>
        </ScrollX>
      ) : null}
      {hasNextPage ? (
        <div className="pad">
          <Button size="small" onClick={() => void fetchNextPage()}>
            {say('Show more')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

function RefusedHead({ id }: Pick<Import, 'id'>) {
  return (
    <header className="import-columns-head">
      <h2 id="import-refused">{say('Rows that are refused')}</h2>
      <Button
        className="push"
        size="small"
        startIcon={<IconFileExport className="icon s" />}
        href={`${apiRoot}/imports/${id}/refused-rows/file`}
        download
      >
        {say('Take them out as a file')}
      </Button>
    </header>
  )
}

function RefusedRow({ row, record }: { row: Refused; record: Import }) {
  const wrong = new Set(row.problems.map(({ index }) => index))
  return (
    <tr>
      <td className="num">{row.number}</td>
      <td className="import-why">
        {row.problems.map(({ code, detail }) => (
          <div key={code + detail}>{detail}</div>
        ))}
      </td>
      {record.headers.map((header, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
        <td key={index}>
          {wrong.has(index) ? (
            <MendField row={row} index={index} header={header} id={record.id} />
          ) : (
            String(row.cells[index] ?? '')
          )}
        </td>
      ))}
    </tr>
  )
}

interface MendFieldProps {
  readonly row: Refused
  readonly index: number
  readonly header: string
  readonly id: string
}

/** A cell that is at fault; what is put in its place is kept when one leaves it. */
function MendField({ row, index, header, id }: MendFieldProps) {
  const queries = useQueryClient()
  const stands = String(row.cells[index] ?? '')
  const [typed, setTyped] = useState(stands)
  const [fault, setFault] = useState<string>()
  const [isMended, setMended] = useState(false)
  const keep = async () => {
    if (typed === stands) return
    try {
      await call(`/imports/${id}/refused-rows/${row.number}`, {
        method: 'PUT',
        body: { cells: { [index]: typed } },
      })
      setFault(undefined)
      setMended(true)
      await queries.invalidateQueries({ queryKey: ['refused-rows', id] })
    } catch (error) {
      setFault(sentenceOfError(error))
    }
  }
  return (
    <TextField
      margin="none"
      size="small"
      error={!isMended}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => void keep()}
      helperText={fault ?? (isMended ? say('mended') : undefined)}
      slotProps={{
        htmlInput: { 'aria-label': say('{column}, row {row}', { column: header, row: row.number }) },
      }}
    />
  )
}
