import Button from '@mui/material/Button'
import { IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { DataTable } from 'react-admin'
import { formatFigure } from '../pieces/format.ts'
import { Instant } from '../pieces/instant.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { say } from '../words/say.ts'
import { ProofState } from './proof-state.tsx'

interface SealRow {
  readonly id: number
  readonly position: number
  readonly from: number
  readonly movements: number
  readonly lines: number
  readonly hash: string
  readonly head: string
  readonly key: string
  readonly at: string
}

/**
 * Every movement has one place in the order, and is sealed. A head that is kept elsewhere proves it later.
 */
export default function ProofPage() {
  return (
    <ListPage
      title={say('Proof')}
      noun={say('seals')}
      sort={{ field: 'position', order: 'DESC' }}
      filters={<ProofState />}
      empty={
        <>
          <b>{say('Nothing is sealed yet.')}</b>
          <span>{say('A running server seals what was posted within seconds.')}</span>
        </>
      }
    >
      <DataTable<SealRow> rowClick={false} bulkActionButtons={false}>
        <DataTable.Col<SealRow> source="at" label={say('Sealed')} render={({ at }) => <Instant at={at} />} />
        <DataTable.Col<SealRow>
          source="position"
          label={say('Positions')}
          render={({ from, position }) => say('{from} to {position}', { from, position })}
        />
        <DataTable.NumberCol<SealRow>
          source="lines"
          label={say('Lines')}
          disableSort
          render={({ lines }) => formatFigure(lines)}
        />
        <DataTable.Col<SealRow>
          label={say('Head')}
          disableSort
          render={({ hash }) => <span className="code">{hash.slice(0, 16)}…</span>}
        />
        <DataTable.Col<SealRow>
          label={say('Key')}
          disableSort
          render={({ key }) => <span className="code">{key}</span>}
        />
        <DataTable.Col<SealRow> label="" disableSort render={({ head }) => <CopyHead head={head} />} />
      </DataTable>
    </ListPage>
  )
}

/** Copies the signed head, to be kept where nobody who can change the database can change it, too. */
function CopyHead({ head }: { head: string }) {
  const [isCopied, setIsCopied] = useState(false)
  const copy = () => void navigator.clipboard.writeText(head).then(() => setIsCopied(true))
  return (
    <Button size="small" variant="text" startIcon={<IconCopy className="icon" />} onClick={copy}>
      {isCopied ? say('Copied') : say('Copy head')}
    </Button>
  )
}
