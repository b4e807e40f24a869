import { type PluginDeclaration, type Strategy, strategyPoint } from '@stowage/sdk'
import { Type } from 'typebox'
import type { Caller } from '../src/testing/start-platform.ts'

/** A parcel that a dock is asked for. */
export interface Parcel {
  readonly weight: number
  readonly country: string | null
  readonly note?: string
}

/** By a setting: the dock that it names, and none for what is heavier than it may be. */
const named: Strategy<Parcel, { docks: number }, string, { dock: string; most: number }> = {
  id: 'docks.named',
  title: 'The dock that is named',
  version: 1,
  settings: Type.Object({
    dock: Type.String({ title: 'Dock', maxLength: 10, default: 'D1' }),
    most: Type.Number({ title: 'The most', default: 1_000 }),
  }),
  facts: async (requests) => requests.map(() => ({ docks: 4 })),
  choose: (requests, _, { dock, most }) =>
    requests.map(({ weight }) =>
      weight > most
        ? {
            choice: null,
            because: `${weight} are more than ${most}.`,
            considered: [{ candidate: dock, facts: { weight }, droppedBy: 'too heavy' }],
          }
        : {
            choice: dock,
            because: `${dock} takes ${weight}.`,
            considered: [
              { candidate: dock, facts: { weight }, isChosen: true },
              { candidate: 'D9', facts: { weight } },
            ],
          },
    ),
}
const first: Strategy<Parcel, null, string> = {
  id: 'docks.first',
  title: 'The first dock',
  version: 1,
  isDefault: true,
  facts: async (requests) => requests.map(() => null),
  choose: (requests) => requests.map(() => ({ choice: 'D0', because: 'It is the first.' })),
}

const closed = { additionalProperties: false }
const country = Type.Union([Type.String(), Type.Null()])
const note = Type.Optional(Type.String())

/** A plugin that asks which dock a parcel leaves from; a rule may ask about weight, country and heaviness. */
export const docks: PluginDeclaration = {
  name: 'docks',
  version: '1.0.0',
  permissions: { 'docks.dock.ask': 'Ask for a dock' },
  opens: {
    'docks.dock': strategyPoint('Which dock a parcel leaves from', {
      request: Type.Object({ weight: Type.Number(), country: Type.String() }),
      choice: Type.String(),
      facts: {
        schema: Type.Object({
          weight: Type.Number({ title: 'Weight' }),
          country: Type.Union([Type.String(), Type.Null()], { title: 'Country' }),
          isHeavy: Type.Boolean({ title: 'Heavy' }),
        }),
        async read(requests: readonly Parcel[], read) {
          const [row] = await read.query<{ heavy: number }>('select 100 as heavy')
          return requests.map(({ weight, country }) => ({ weight, country, isHeavy: weight > row!.heavy }))
        },
      },
    }),
  },
  adds: { 'docks.dock': [first, named] },
  routes:
    ({ strategies }) =>
    async (app) => {
      app.post(
        '/parcels',
        {
          config: { permission: 'docks.dock.ask' },
          schema: {
            summary: 'Ask for docks',
            body: Type.Object(
              {
                requests: Type.Array(Type.Object({ weight: Type.Number(), country, note }, closed)),
                place: Type.Object({ owner: Type.Optional(Type.String()) }, closed),
              },
              closed,
            ),
            response: { 200: Type.Object({ docks: Type.Array(Type.Unknown()) }) },
          },
        },
        async (request) => {
          const asked = request.body as { requests: Parcel[]; place: object }
          const decided = await request.transaction((trx) => strategies.decide(trx, 'docks.dock', asked))
          return { docks: decided.map(({ choice }) => choice) }
        },
      )
    },
}

/** Asks for docks as somebody would, and gives the answers. */
export async function askedBy(caller: Caller, requests: readonly Parcel[], place: object = {}) {
  const answer = await caller.send({
    method: 'POST',
    url: '/api/v1/docks/parcels',
    payload: { requests, place },
  })
  return answer.body.docks as readonly (string | null)[]
}
