import { Button } from '@mui/material'
import { type ChosenRows, call, Trouble } from '@stowage/admin'
import { useState } from 'react'
import type { Kind } from './print-choices.tsx'
import { PrintDialog } from './print-dialog.tsx'
import { told, wordsOf } from './words.ts'

/** The server prints no more at once. */
const MOST_LABELS = 500
const PAGE = 200

interface SlotProps {
  readonly selection: ChosenRows
}

/** Above chosen items. */
export function ItemLabels({ selection }: SlotProps) {
  return <ChosenLabels kind="item" selection={selection} />
}

/** Above chosen lots. */
export function LotLabels({ selection }: SlotProps) {
  return <ChosenLabels kind="lot" selection={selection} />
}

/** Above chosen places. */
export function LocationLabels({ selection }: SlotProps) {
  return <ChosenLabels kind="location" selection={selection} />
}

/** Above chosen handling units. */
export function UnitLabels({ selection }: SlotProps) {
  return <ChosenLabels kind="unit" selection={selection} />
}

/** Asks by what and where, and prints a label of each. */
function ChosenLabels({ kind, selection }: SlotProps & { readonly kind: Kind }) {
  const words = wordsOf()
  const [ids, setIds] = useState<readonly string[]>()
  const [refusal, setRefusal] = useState<unknown>()
  const open = async () => {
    setRefusal(undefined)
    try {
      setIds(selection.isAll ? await idsOf(selection.address) : upToMost(selection.ids))
    } catch (error) {
      setRefusal(error)
    }
  }
  return (
    <>
      <Button size="small" onClick={() => void open()}>
        {words.printTitle}
      </Button>
      {refusal ? <Trouble error={refusal} /> : null}
      {ids ? <PrintDialog kind={kind} ids={ids} onClose={() => setIds(undefined)} /> : null}
    </>
  )
}

/** All that the list finds, page by page. */
async function idsOf(address: string): Promise<readonly string[]> {
  const ids: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { data: { id: string }[]; nextCursor: string | null } = await call(
      `${address}&limit=${PAGE}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    ids.push(...page.data.map(({ id }) => id))
    cursor = page.nextCursor
    upToMost(ids)
  }
  return ids
}

/** @throws in words, where that is more than are printed at once */
function upToMost(ids: readonly string[]): readonly string[] {
  if (ids.length > MOST_LABELS) throw new Error(told(wordsOf().tooMany, { most: MOST_LABELS }))
  return ids
}
