import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { call } from '../providers/http-client.ts'
import { newId } from '../providers/ids.ts'
import { isRefusal, type Problem, problemOf, sentenceOfError } from '../providers/problem.ts'
import { say } from '../words/say.ts'
import {
  type Draft,
  type Faults,
  type LineField,
  lineFields,
  meantLines,
  missing,
  noFaults,
  toMovement,
} from './draft.ts'
import type { PostingKind } from './kinds.ts'
import { type Override, overridableOf } from './override.ts'

/** Where a posting stands. */
export type Phase =
  | { readonly step: 'typing'; readonly faults: Faults }
  | { readonly step: 'sending' }
  /** No answer came: it may have been posted. Only the very same command may be sent again. */
  | { readonly step: 'unanswered'; readonly sentence: string }
  | { readonly step: 'posted'; readonly movement: string }

interface Answer {
  readonly outcomes: readonly {
    readonly status: string
    readonly id?: string
    readonly detail?: string
    readonly pointer?: string
  }[]
}

/**
 * Posts one movement, once. The story:
 * 1. The form has one idempotency key; a second press while the first is under way does nothing.
 * 2. A refusal is an answer: nothing was posted, so the next try is another command with another key.
 * 3. Without an answer nobody knows. The form is held as it is, and "Ask again" sends the same key: the
 * server
 *    answers with what became of the first, and stock never moves twice.
 * 4. A refusal that may be overridden is: the same movement goes again, with the reason.
 */
export function usePosting(kind: PostingKind) {
  const [phase, setPhase] = useState<Phase>({ step: 'typing', faults: noFaults })
  const key = useRef(newId())
  const inFlight = useRef(false)
  const overrides = useRef<readonly Override[]>([])
  const queryClient = useQueryClient()

  const send = async (draft: Draft) => {
    if (inFlight.current) return
    const faults = missing(draft, kind)
    if (faults) {
      setPhase({ step: 'typing', faults })
      return
    }
    inFlight.current = true
    setPhase({ step: 'sending' })
    try {
      const answer = await call<Answer>('/ledger/movements', {
        method: 'POST',
        headers: { 'Idempotency-Key': key.current },
        body: { mode: 'all', movements: [movementOf(draft)] },
      })
      const outcome = answer.outcomes[0]
      if (outcome?.status === 'posted' && outcome.id) {
        setPhase({ step: 'posted', movement: outcome.id })
        void queryClient.invalidateQueries()
      } else setPhase({ step: 'typing', faults: { ...noFaults, form: outcome?.detail ?? unposted() } })
    } catch (error) {
      if (!isRefusal(error)) setPhase({ step: 'unanswered', sentence: sentenceOfError(error) })
      else {
        key.current = newId()
        setPhase({ step: 'typing', faults: faultsOf(error, draft) })
      }
    } finally {
      inFlight.current = false
    }
  }

  const movementOf = (draft: Draft) => ({
    ...toMovement(draft, kind),
    ...(overrides.current.length > 0 ? { overrides: overrides.current } : {}),
  })
  /** As it stands in the form: what was overridden of another try counts no more. */
  const post = (draft: Draft) => {
    if (!inFlight.current) overrides.current = []
    return send(draft)
  }
  const override = (draft: Draft, said: Override) => {
    overrides.current = [...overrides.current.filter(({ code }) => code !== said.code), said]
    return send(draft)
  }
  const startAnew = () => {
    overrides.current = []
    key.current = newId()
    setPhase({ step: 'typing', faults: noFaults })
  }
  return { phase, post, again: send, override, startAnew }
}

/** Lays each refusal beside its line; what has no line of its own stands on top. */
function faultsOf(error: unknown, draft: Draft): Faults {
  const problem: Problem | undefined = problemOf(error)
  const lines: Record<string, Record<string, string>> = {}
  const rest: string[] = []
  let reason: string | undefined
  let effectiveAt: string | undefined
  for (const { pointer = '', detail = say('This was refused.') } of problem?.errors ?? []) {
    const [, index, field] = /\/lines\/(\d+)(?:\/(\w+))?/.exec(pointer) ?? []
    const line = index === undefined ? undefined : meantLines(draft)[Number(index)]
    if (line) {
      const place = lineFields.includes(field as LineField) ? String(field) : 'line'
      // The sentence takes the line's whole width; the field it is about is marked.
      lines[line.key] = { ...lines[line.key], [place]: 'refused', line: detail }
    } else if (pointer.endsWith('/reason')) reason = detail
    else if (pointer.endsWith('/effectiveAt')) effectiveAt = detail
    else rest.push(detail)
  }
  const isPlaced = Object.keys(lines).length > 0 || reason !== undefined || effectiveAt !== undefined
  const form =
    rest.length > 0
      ? rest.join(' ')
      : isPlaced
        ? say('Nothing was posted: see the marked lines.')
        : sentenceOfError(error)
  const overridable = overridableOf(error)
  return {
    lines,
    form,
    ...(reason ? { reason } : {}),
    ...(effectiveAt ? { effectiveAt } : {}),
    ...(overridable ? { overridable } : {}),
  }
}

function unposted(): string {
  return say('It was not posted.')
}
