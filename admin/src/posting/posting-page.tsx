import { useState } from 'react'
import { useGetOne } from 'react-admin'
import { useParams, useSearchParams } from 'react-router-dom'
import type { Item } from '../items/item.ts'
import { NotFound } from '../shell/not-found.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { type Draft, type DraftLine, nextLine } from './draft.ts'
import { type PostingKind, postingKinds } from './kinds.ts'
import { itemPicked } from './line-needs.ts'
import { LinesForm } from './lines-form.tsx'
import { PostedCard } from './posted-card.tsx'
import { PostingFields } from './posting-fields.tsx'
import { SendBar } from './send-bar.tsx'
import { usePosting } from './use-posting.ts'

/** Receive, issue, transfer, adjust: one form each, of lines typed or scanned, posted as one movement. */
export default function PostingPage() {
  const { kind = '' } = useParams()
  const form = postingKinds()[kind]
  const [params] = useSearchParams()
  const item = params.get('item')
  const { data } = useGetOne<Item>('items', { id: item ?? '' }, { enabled: item !== null })
  if (!form) return <NotFound />
  if (item !== null && !data) return null
  const first = { ...itemPicked(item, data ?? null), from: params.get('from'), to: params.get('to') }
  return <PostingForm key={`${kind} ${item}`} kind={form} first={first} />
}

function emptyDraft(first: Partial<DraftLine>): Draft {
  const line = { ...nextLine(first), ...first }
  return { lines: [line], owner: null, reason: null, document: '', note: '', effectiveAt: undefined }
}

function PostingForm({ kind, first }: { kind: PostingKind; first: Partial<DraftLine> }) {
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(first))
  const { phase, post, again, override, startAnew } = usePosting(kind)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const faults = phase.step === 'typing' ? phase.faults : { lines: {} }
  const isHeld = phase.step === 'sending' || phase.step === 'unanswered'
  if (phase.step === 'posted') {
    return (
      <>
        <PageHead title={kind.title} fact={kind.fact} />
        <PostedCard
          movement={phase.movement}
          kind={kind}
          onAnother={() => {
            setDraft(emptyDraft(nextLine(draft.lines.at(-1))))
            startAnew()
          }}
        />
      </>
    )
  }
  return (
    <>
      <PageHead title={kind.title} fact={kind.fact} />
      <form
        className="card form-page wide"
        aria-label={kind.title}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void post(draft)
        }}
      >
        <fieldset disabled={isHeld} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
          <LinesForm
            kind={kind}
            lines={draft.lines}
            faults={faults.lines}
            isHeld={isHeld}
            onChange={(lines) => change({ lines })}
          />
          <PostingFields kind={kind} draft={draft} faults={faults} isHeld={isHeld} onChange={change} />
        </fieldset>
        <SendBar
          kind={kind}
          phase={phase}
          onAgain={() => void again(draft)}
          onOverride={(said) => void override(draft, said)}
        />
      </form>
    </>
  )
}
