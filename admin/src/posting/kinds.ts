import { say } from '../words/say.ts'

/** The world outside, which is the same in every installation. */
export const outside = {
  supplier: '00000000-0000-7000-8000-000000000011',
  customer: '00000000-0000-7000-8000-000000000012',
  adjustment: '00000000-0000-7000-8000-000000000013',
} as const

/** A form for one kind of movement: which places a line asks for, and the words around it. */
export interface PostingKind {
  readonly kind: 'receipt' | 'issue' | 'transfer' | 'adjustment'
  readonly title: string
  readonly verb: string
  readonly fact: string
  /** The outside end, where a line asks for one place only. */
  readonly outsideFrom: string | null
  readonly outsideTo: string | null
  readonly needsReason: boolean
}

/** The four forms. */
export const postingKinds = (): Readonly<Record<string, PostingKind>> => ({
  receipt: {
    kind: 'receipt',
    title: say('Receive'),
    verb: say('Post receipt'),
    fact: say('From a supplier into the building'),
    outsideFrom: outside.supplier,
    outsideTo: null,
    needsReason: false,
  },
  issue: {
    kind: 'issue',
    title: say('Issue'),
    verb: say('Post issue'),
    fact: say('Out of the building to a customer'),
    outsideFrom: null,
    outsideTo: outside.customer,
    needsReason: false,
  },
  transfer: {
    kind: 'transfer',
    title: say('Transfer'),
    verb: say('Post transfer'),
    fact: say('From one place to another, or from one status to another'),
    outsideFrom: null,
    outsideTo: null,
    needsReason: false,
  },
  adjustment: {
    kind: 'adjustment',
    title: say('Adjust'),
    verb: say('Post adjustment'),
    fact: say('By more or by less, with a reason'),
    outsideFrom: null,
    outsideTo: null,
    needsReason: true,
  },
})
