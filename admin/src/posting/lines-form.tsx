import Button from '@mui/material/Button'
import { IconPlus } from '@tabler/icons-react'
import { ScrollX } from '../pieces/scroll-x.tsx'
import { say } from '../words/say.ts'
import { asksFrom, asksTo, type DraftLine, type LineFaults, nextLine } from './draft.ts'
import type { PostingKind } from './kinds.ts'
import { LineRow } from './line-row.tsx'

interface LinesFormProps {
  readonly kind: PostingKind
  readonly lines: readonly DraftLine[]
  readonly faults: Readonly<Record<string, LineFaults>>
  readonly isHeld: boolean
  readonly onChange: (lines: readonly DraftLine[]) => void
}

/** The lines of a posting as a table of fields. Enter in the last quantity begins the next line. */
export function LinesForm({ kind, lines, faults, isHeld, onChange }: LinesFormProps) {
  const replace = (key: string, part: Partial<DraftLine>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)))
  const add = () => onChange([...lines, nextLine(lines.at(-1))])
  const isTransfer = kind.kind === 'transfer'
  return (
    <ScrollX>
      <table className="table lines">
        <thead>
          <tr>
            <th style={{ width: isTransfer ? '27%' : '34%' }}>{say('Item')}</th>
            <th style={{ width: 130 }}>
              {kind.kind === 'adjustment' ? say('Change, + or −') : say('Quantity')}
            </th>
            {asksFrom(kind) ? <th>{kind.kind === 'adjustment' ? say('Location') : say('From')}</th> : null}
            {asksTo(kind) ? <th>{say('To')}</th> : null}
            <th style={{ width: 170 }}>{say('Status')}</th>
            {isTransfer ? <th style={{ width: 170 }}>{say('Becomes')}</th> : null}
            <th style={{ width: 44 }}>
              <span className="sr-only">{say('Remove')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <LineRow
              key={line.key}
              kind={kind}
              line={line}
              number={index + 1}
              faults={faults[line.key] ?? {}}
              isHeld={isHeld}
              isAlone={lines.length === 1}
              onChange={(part) => replace(line.key, part)}
              onNext={index === lines.length - 1 ? add : undefined}
              onRemove={() => onChange(lines.filter((other) => other.key !== line.key))}
            />
          ))}
        </tbody>
      </table>
      <div style={{ padding: '8px 12px' }}>
        <Button variant="text" startIcon={<IconPlus className="icon s" />} onClick={add} disabled={isHeld}>
          {say('Add line')}
        </Button>
      </div>
    </ScrollX>
  )
}
