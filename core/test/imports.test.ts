import t from 'tap'
import { openImportDesk } from './import-desk.ts'

const HEAD = 'SKU,Name,EAN,Weight\r\n'

t.test('items of a file are tried without a trace, then made, then known again', async (t) => {
  const desk = await openImportDesk(t)
  const { administrator } = desk.platform
  const file = `${HEAD}W-1,Widget,4006381333931,12.5\r\n00042,"Bolt, long",,\r\n`
  const { status, body } = await desk.upload('items', file)
  t.equal(status, 201, JSON.stringify(body))
  t.match(body, {
    state: 'uploaded',
    fileName: 'items.csv',
    format: { kind: 'csv', encoding: 'utf-8', delimiter: ',' },
    headers: ['SKU', 'Name', 'EAN', 'Weight'],
    sample: [
      ['W-1', 'Widget', '4006381333931', '12.5'],
      ['00042', 'Bolt, long', '', ''],
    ],
    mapping: { sku: { index: 0 }, name: { index: 1 }, gtin: { index: 2 }, weightGrams: { index: 3 } },
    createdBy: { name: 'Administrator' },
  })
  const checked = await desk.command(body.id, 'check')
  t.match(checked, {
    state: 'checked',
    total: 2,
    checked: { created: 2, updated: 0, unchanged: 0, refused: 0 },
  })
  t.equal((await administrator.send({ url: '/api/v1/items' })).body.data.length, 0, 'nothing is written')
  const done = await desk.command(body.id, 'run')
  t.match(done, { state: 'done', created: 2, refused: 0, total: 2, rowNumber: 3 })
  const items = (await administrator.send({ url: '/api/v1/items?sort=sku' })).body.data
  t.match(items, [
    { sku: '00042', name: 'Bolt, long', gtin: null },
    { sku: 'W-1', name: 'Widget', gtin: '4006381333931', weightGrams: 12.5 },
  ])
  const audit = await administrator.send({ url: `/api/v1/access/audit?entityId=${items[1].id}` })
  t.match(audit.body.data, [{ action: 'create', actorName: 'Administrator', reason: 'items.csv' }])

  const again = await desk.upload('items', file.replace('Widget', 'Better widget'))
  t.match(await desk.command(again.body.id, 'check'), { checked: { updated: 1, unchanged: 1 } })
  t.match(await desk.command(again.body.id, 'run'), { state: 'done', updated: 1, unchanged: 1 })
  const history = await administrator.send({ url: '/api/v1/imports?count=true' })
  t.match(history.body, { total: 2, data: [{ updated: 1 }, { created: 2 }] })
})

t.test('each bad row is named with its column, value and the way out, and the good ones go in', async (t) => {
  const desk = await openImportDesk(t)
  const { administrator } = desk.platform
  const file = [
    'Article;Libellé;EAN;Poids;Suivi par lots;Cycle de vie',
    'A-1;Écrou;4006381333931;1.234,5;oui;active',
    'A-2;Vis;4006381333932;;;',
    'A-3;;;;;',
    'A-4;Clou;;douze;;',
    'A-5;Rivet;;;peut-être;',
    'A-6;Joint;;;;perdu',
    'A-1;Écrou encore;;;;',
    'A-7;Deux;4006381333931;;;',
    ';Sans code;;;;',
    'A-8;Trop;;;;;surplus',
    'A-9;Bon;;;;',
  ].join('\n')
  const { body } = await desk.upload('items', Buffer.from(`\ufeff${file}`, 'utf16le'), 'articles.csv')
  t.match(body, {
    format: { encoding: 'utf-16le', delimiter: ';' },
    decimalSign: 'comma',
    mapping: { sku: { index: 0 }, name: { index: 1 }, gtin: { index: 2 }, weightGrams: { index: 3 } },
  })
  const checked = await desk.command(body.id, 'check')
  t.match(checked, { state: 'checked', checked: { created: 2, refused: 9 } })
  const refused = await desk.refused(body.id)
  const told = refused.map(({ number, problems: [first] }) => [number, first.code, first.column, first.value])
  t.same(told, [
    [3, 'items.gtin_check_digit', 'gtin', '4006381333932'],
    [4, 'items.import_name_missing', 'name', ''],
    [5, 'imports.not_a_number', 'weightGrams', 'douze'],
    [6, 'imports.not_yes_or_no', 'hasLots', 'peut-être'],
    [7, 'imports.not_a_choice', 'lifecycle', 'perdu'],
    [8, 'imports.twice_in_file', null, null],
    [9, 'items.gtin_taken', 'gtin', '4006381333931'],
    [10, 'imports.value_missing', 'sku', ''],
    [11, 'imports.row_too_long', null, null],
  ])
  t.match(
    refused[4].problems[0].detail,
    /Lifecycle is perdu; it has to be one of: active, blocked, discontinued/,
  )
  const french = await administrator.send({
    url: `/api/v1/imports/${body.id}/refused-rows`,
    headers: { 'accept-language': 'fr' },
  })
  t.match(french.body.data[4].problems[0].detail, /Cycle de vie vaut perdu/)
  await desk.command(body.id, 'run')
  const items = (await administrator.send({ url: '/api/v1/items?sort=sku' })).body.data
  t.match(items, [{ sku: 'A-1', name: 'Écrou', weightGrams: 1234.5, hasLots: true }, { sku: 'A-9' }])

  const put = (number: number, cells: object) =>
    administrator.send({
      method: 'PUT',
      url: `/api/v1/imports/${body.id}/refused-rows/${number}`,
      payload: { cells },
    })
  t.match(await put(3, { 2: '4006381333948' }), { status: 200, body: { number: 3 } })
  t.match(await put(4, { 1: 'Boulon' }), { status: 200 })
  t.match(await put(2, { 1: 'x' }), { status: 404, body: { code: 'imports.row_not_refused' } })
  t.match(await desk.command(body.id, 'run'), { state: 'done', created: 4, refused: 7 })
  t.same(
    (await desk.refused(body.id)).map(({ number }) => number),
    [5, 6, 7, 8, 9, 10, 11],
  )
  const { headers, text } = await administrator.send({ url: `/api/v1/imports/${body.id}/refused-rows/file` })
  t.match(headers['content-disposition'], /articles-refused\.csv/)
  t.ok(text.length > 0)
})

t.test('stock of a file is posted once, whatever lots it names, and is taken back as it came', async (t) => {
  const desk = await openImportDesk(t)
  const { administrator, query } = desk.platform
  const company = '00000000-0000-7000-8000-000000000001'
  await administrator.send({
    method: 'POST',
    url: '/api/v1/locations/sites',
    payload: { company, code: 'MAIN', name: 'Main', timeZone: 'Europe/Paris' },
  })
  const bucketsMade = async () =>
    (await query<{ count: number }>('select count(*)::int from ledger.bucket'))[0]!.count
  const run = async (importable: string, content: string) => {
    const { body, status } = await desk.upload(importable, content)
    t.equal(status, 201, JSON.stringify(body))
    const before = await bucketsMade()
    const checked = await desk.command(body.id, 'check')
    t.equal(await bucketsMade(), before, `a trial of ${importable} makes no bucket that would stay`)
    return { id: body.id, checked, done: await desk.command(body.id, 'run') }
  }
  const places = await run(
    'locations',
    'code,parent,kind,barcode\nA,,area,\nA-1,A,bin,1001\nA-2,A,bin,1002\nB-1,Z,,\n',
  )
  t.match(places.done, { created: 3, refused: 1 })
  t.match(await desk.refused(places.id), [{ number: 5, problems: [{ code: 'locations.parent_unknown' }] }])
  t.match((await run('items', 'sku,name,lots\nW,Widget,no\nM,Milk,yes\n')).done, { created: 2 })
  const lots = await run('lots', 'sku,lot,expiry\nM,L1,31/12/2027\nM,L2,2027-02-30\nW,L1,\n')
  t.match(lots.done, { created: 1, refused: 2 })
  const stock = await run(
    'stock',
    'sku,location,qty,lot,expiry\nW,A-1,10,,\nM,A-2,4,L1,2027-12-31\nM,1002,5,L9,2028-01-31\n' +
      'M,A-1,1,,\nW,A-9,1,,\nW,A-1,-3,,\n',
  )
  t.match(stock.checked, { checked: { created: 3, refused: 3 } })
  t.match(stock.done, { state: 'done', created: 3, refused: 3 })
  t.same(
    (await desk.refused(stock.id)).map(({ number, problems }) => [number, problems[0].column]),
    [
      [5, 'lot'],
      [6, 'location'],
      [7, 'quantity'],
    ],
  )
  const onHand = async () =>
    Number((await query<{ sum: string }>('select sum(on_hand) from ledger.balance'))[0]!.sum)
  t.equal(await onHand(), 19)
  const lot = await administrator.send({ url: '/api/v1/items/lots?name=L9' })
  t.match(lot.body.data, [{ sku: 'M', expiresOn: '2028-01-31' }])
  t.match(await desk.command(stock.id, 'undo'), { state: 'undone', undone: 3, undoRefused: [] })
  t.equal(await onHand(), 0)
  t.match(await desk.command(places.id, 'undo'), { code: 'imports.no_undo' })
  const set = await run('stock', 'sku,location,qty,kind,reason\nW,A-1,7,opening,\nW,A-1,-2,adjustment,\n')
  t.match(set.done, { created: 1, refused: 1 })
  t.match((await desk.refused(set.id))[0].problems, [{ code: 'ledger.reason_required', column: 'reason' }])
})

t.test('packaging levels of a file are made and changed, and what one holds stays for good', async (t) => {
  const desk = await openImportDesk(t)
  const { administrator } = desk.platform
  const run = async (importable: string, content: string) => {
    const { body, status } = await desk.upload(importable, content)
    t.equal(status, 201, JSON.stringify(body))
    await desk.command(body.id, 'check')
    return { id: body.id, done: await desk.command(body.id, 'run') }
  }
  await run('items', 'sku,name,unit\nNUT,Nut,each\nOIL,Oil,l\n')
  const first = await run(
    'packaging-levels',
    [
      'SKU,Conditionnement,Contenance,Diviseur,GTIN,Poids',
      'NUT,case,24,2,4006381333931,1250.5',
      'NUT,Pallet,480,,,',
      'OIL,can,5,,4006381333931,',
      'OIL,l,2,,,',
      'RUM,case,6,,,',
      'NUT,CASE,12,,,',
    ].join('\n'),
  )
  t.match(first.done, { created: 2, refused: 4 })
  const refused = await desk.refused(first.id)
  t.same(
    refused.map(({ number, problems: [problem] }) => [number, problem.code, problem.column]),
    [
      [4, 'items.gtin_taken', 'gtin'],
      [5, 'items.level_named_as_base_unit', 'name'],
      [6, 'items.item_unknown', 'sku'],
      [7, 'imports.twice_in_file', null],
    ],
  )
  const levels = async () =>
    (await administrator.send({ url: '/api/v1/items/packaging-levels?sort=name' })).body.data
  t.match(await levels(), [
    { name: 'Pallet', numerator: 480, denominator: 1, gtin: null },
    { name: 'case', numerator: 12, denominator: 1, gtin: '4006381333931', weightGrams: 1250.5 },
  ])
  const second = await run(
    'packaging-levels',
    'SKU,Level,Holds base units,Weight\nNUT,case,12,1300\nNUT,pallet,500,\n',
  )
  t.match(second.done, { created: 0, updated: 1, refused: 1 })
  t.match(await desk.refused(second.id), [
    { problems: [{ code: 'items.level_factor_fixed', column: 'numerator' }] },
  ])
  const [, kept] = await levels()
  t.match(kept, { weightGrams: 1300, gtin: '4006381333931' }, 'what a file does not say stays')
  const audit = await administrator.send({ url: `/api/v1/access/audit?entityId=${kept.id}&sort=at` })
  t.match(audit.body.data, [{ action: 'create' }, { action: 'change', after: { weightGrams: 1300 } }])
})
