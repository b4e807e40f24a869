import { definePlugin } from '@stowage/sdk'
import { Type } from 'typebox'

const config = { permission: 'strongbox.word.use' }
const Word = Type.Object({ word: Type.String() }, { additionalProperties: false })

/** Keeps secrets in columns of its own: by itself, and within something else. */
export default definePlugin({
  name: 'strongbox',
  version: '0.1.0',
  migrations: new URL('./migrations/', import.meta.url),
  tables: { word: { rows: 'staff', write: 'routes' } },
  permissions: { 'strongbox.word.use': 'Keep words, and read them again' },
  routes:
    ({ secrets }) =>
    async (app) => {
      app.post<{ Body: { word: string } }>('/', { config, schema: { body: Word } }, async (request) => {
        const { word } = request.body
        const more = JSON.stringify({ list: [secrets.seal(word), 'v1.is no secret'] })
        await request.transaction((trx) => trx('strongbox.word').insert({ sealed: secrets.seal(word), more }))
        return {}
      })
      app.get('/', { config }, async (request) => {
        const rows = await request.transaction((trx) => trx('strongbox.word'))
        return { words: rows.flatMap(({ sealed, more }) => [sealed, more.list[0]].map(secrets.open)) }
      })
    },
})
