import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import t from 'tap'
import { takeChangeLock } from '../../core/src/host/plugins/change-lock.ts'
import { startNodeHere } from '../../core/src/testing/start-node.ts'
import { stockOf } from './moved-stock.ts'
import keepsake from './plugins/keepsake/index.ts'

t.test(
  'a plugin is removed after an export of all that it kept, while nobody else changes the set',
  async (t) => {
    const node = await startNodeHere(t, [keepsake])
    const { send, query, change, database } = node
    const remove = () => send('DELETE', '/api/v1/host/plugins/keepsake')
    await change('keepsake', 'enable')
    t.match((await remove()).body, { code: 'host.plugin_on' }, 'what is on stays')
    const { item } = await stockOf(node)
    const fields = { keepsake: { shelf: 'by the window' } }
    const changed = await send('PATCH', `/api/v1/items/${item}`, { fields }, { 'if-match': '"1"' })
    t.equal(changed.status, 200, JSON.stringify(changed.body))
    const values = { colour: 'green', token: 'sesame-77' }
    await send(
      'PUT',
      '/api/v1/host/settings/keepsake/values',
      { scope: 'organisation', values },
      { 'if-match': '"0"' },
    )
    await query(`insert into keepsake.thing values
    (1, null, '{a,b}', '\\x00ff'), (2, '', null, null), (3, E'a "quoted", long\nname', '{}', null),
    (4, '=1+1', null, null)`)
    await change('keepsake', 'disable')

    const lock = await takeChangeLock(database)
    t.match((await remove()).body, { code: 'host.change_running' })
    await lock.end()
    t.equal((await query('select * from keepsake.thing')).length, 4, 'nothing of it went')

    const { status, body } = await remove()
    t.equal(status, 200, JSON.stringify(body))
    t.same(body.tables, [
      { name: 'thing', rows: 4 },
      { name: 'host.field_value', rows: 1 },
      { name: 'host.setting_value', rows: 1 },
      { name: 'host.setting_instance', rows: 0 },
    ])
    const files = await readdir(body.folder)
    t.same(files.sort(), [
      'host.field_value.csv',
      'host.setting_instance.csv',
      'host.setting_value.csv',
      'thing.csv',
    ])
    t.equal((await stat(join(body.folder, 'thing.csv'))).mode & 0o077, 0, 'others may not read it')
    const read = (name: string) => readFile(join(body.folder, name), 'utf8')
    t.equal(
      await read('thing.csv'),
      '"id","name","tags","bytes"\n"1",,"{a,b}","\\x00ff"\n"2","",,\n' +
        '"3","a ""quoted"", long\nname","{}",\n"4","=1+1",,\n',
    )
    const [field] = parse(await read('host.field_value.csv'), { columns: true }) as {
      id: string
      said: string
    }[]
    t.match({ ...field, said: JSON.parse(field!.said) }, { id: item, said: { shelf: 'by the window' } })
    t.match(await read('host.setting_value.csv'), /green/)
    t.notMatch(await read('host.setting_value.csv'), /sesame|v1\./, 'a secret is in no file')

    t.same(await query("select from pg_namespace where nspname = 'keepsake'"), [])
    for (const table of ['field_value', 'setting_value', 'cursor']) {
      const whose = table === 'cursor' ? 'subscriber' : 'plugin'
      t.same(await query(`select from host.${table} where ${whose} = 'keepsake'`), [], table)
    }
    const [told] = await query("select before from access.change where action = 'remove'")
    t.match(told, { before: { plugin: 'keepsake', folder: body.folder } })
    t.match(await change('keepsake', 'enable'), { state: 'done' }, 'it may come back, with nothing')
    t.same(await query('select * from keepsake.thing'), [])
  },
)
