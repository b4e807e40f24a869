import Button from '@mui/material/Button'
import { IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import type { ListColumn } from '../lists/list-columns.tsx'
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
      columns={columns()}
      nameOf={({ position }: SealRow) => String(position)}
    />
  )
}

const columns = (): readonly ListColumn<SealRow>[] => [
  { source: 'at', label: say('Sealed'), as: 'instant', canSort: true },
  {
    source: 'position',
    label: say('Positions'),
    canSort: true,
    draw: ({ from, position }) => say('{from} to {position}', { from, position }),
  },
  { source: 'lines', label: say('Lines'), as: 'figure' },
  {
    source: 'hash',
    label: say('Head'),
    draw: ({ hash }) => <span className="code">{hash.slice(0, 16)}…</span>,
  },
  { source: 'key', label: say('Key'), as: 'code' },
  { source: 'head', label: say('Copy head'), isActs: true, draw: ({ head }) => <CopyHead head={head} /> },
]

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
