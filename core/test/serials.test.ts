import t from 'tap'
import { ADJUSTMENT, CUSTOMER, newKey, SUPPLIER } from './ledger-world.ts'
import { startSerialWorld } from './serial-world.ts'

t.test('every piece has a number, and it is in one place', async (t) => {
  const world = await startSerialWorld(t)
  const { a, b, drill } = world
  await world.receive(['SN-1', 'SN-2', 'SN-3'], a)
  t.same(await world.whereAll(), { 'SN-1': 'A', 'SN-2': 'A', 'SN-3': 'A' })

  await world.send(['SN-2'], a, b)
  t.same(await world.whereAll(), { 'SN-1': 'A', 'SN-2': 'B', 'SN-3': 'A' })

  const refused = [
    [['SN-2'], a, b, 'ledger.serial_elsewhere', 'SN-2 of DRILL stands in B, not in A; take it from there.'],
    [['SN-9'], a, b, 'ledger.serial_unknown', /never came; check the number/],
    [['sn-1'], a, b, 'ledger.serial_unknown', /sn-1 of DRILL is not in A/],
    [['SN-2'], SUPPLIER, a, 'ledger.serial_in_stock', /SN-2 of DRILL stands in B already/],
    [['SN-1', 'SN-1'], a, b, 'ledger.serial_twice', /SN-1 is named twice/],
    [[' SN-1'], a, b, 'ledger.serial_unreadable', /without blanks/],
  ] as const
  for (const [numbers, from, to, code, detail] of refused) {
    const told = world.line(numbers, from, to)
    const { body } = await world.post([{ kind: 'transfer', lines: [told] }])
    t.match(body.outcomes, [{ status: 'refused', code, detail, pointer: '/movements/0/lines/0/serials' }])
  }
  t.same(await world.whereAll(), { 'SN-1': 'A', 'SN-2': 'B', 'SN-3': 'A' }, 'a refusal leaves no trace')

  const short = { ...world.line(['SN-1'], a, b), quantity: 2 }
  t.match((await world.post([{ lines: [short] }])).body.outcomes, [
    {
      code: 'ledger.serials_required',
      detail: '2 of DRILL need 2 serial numbers, one a piece; 1 were given.',
    },
  ])
  const none = { item: drill, quantity: 1, from: { location: a }, to: { location: b } }
  t.match((await world.post([{ lines: [none] }])).body.outcomes, [{ code: 'ledger.serials_required' }])
  const apple = { ...world.line(['SN-1'], SUPPLIER, a), item: world.apple }
  t.match((await world.post([{ kind: 'receipt', lines: [apple] }])).body.outcomes, [
    { code: 'ledger.serials_not_kept' },
  ])
  t.equal((await world.verify()).ok, true)
})

t.test('numbers that follow each other are named by the first and the last', async (t) => {
  const world = await startSerialWorld(t)
  const { a, b } = world
  const ranged = (from: string, to: string, quantity: number) => ({
    ...world.line([], SUPPLIER, a),
    quantity,
    serials: [{ from, to }],
  })
  const receive = async (line: object) =>
    (await world.post([{ kind: 'receipt', lines: [line] }])).body.outcomes[0]
  t.match(await receive(ranged('SN-0998', 'SN-1002', 5)), { status: 'posted' })
  t.match(await receive(ranged('X8', 'X12', 5)), { status: 'posted' })
  t.same(Object.keys(await world.whereAll()).sort(), [
    ...['SN-0998', 'SN-0999', 'SN-1000', 'SN-1001', 'SN-1002'],
    ...['X10', 'X11', 'X12', 'X8', 'X9'],
  ])
  const mixed = { ...world.line([], a, b), quantity: 3, serials: ['X8', { from: 'SN-0999', to: 'SN-1000' }] }
  await world.move({ lines: [mixed] })
  t.match(await world.whereAll(), { X8: 'B', 'SN-0999': 'B', 'SN-1000': 'B', 'SN-1001': 'A' })

  for (const [from, to] of [
    ['SN-08', 'SN-120'],
    ['SN-5', 'SN-4'],
    ['SN-5', 'XN-6'],
    ['SN', 'SN'],
  ] as const) {
    t.match(
      await receive(ranged(from, to, 1)),
      { code: 'ledger.serial_range_unreadable' },
      `${from} to ${to}`,
    )
  }
  t.match(await receive(ranged('R1', 'R4', 5)), { code: 'ledger.serials_required' })
  t.match(await receive({ ...ranged('R1', 'R3', 4), serials: ['R2', { from: 'R1', to: 'R3' }] }), {
    code: 'ledger.serial_twice',
  })
  const flood = await world.post([{ kind: 'receipt', lines: [ranged('F00001', 'F10001', 10_001)] }])
  t.equal(flood.status, 413)
  t.match(flood.body, { code: 'ledger.batch_of_serials_too_large' })
  t.match(await receive(ranged('G00001', 'G10000', 10_000)), { status: 'posted' }, 'ten thousand at once')
  t.equal((await world.get('/ledger/serials?inStock=true&count=true&limit=1')).total, 10_010)
  t.equal((await world.verify()).ok, true)
})

t.test('one of sixty-four clients gets the piece, and it is never in two places', async (t) => {
  const world = await startSerialWorld(t)
  const { a, b, c } = world
  await world.receive(['SN-1', 'SN-2'], a)
  const grabs = await Promise.all(
    Array.from({ length: 64 }, (_, n) =>
      world.post([{ kind: 'transfer', lines: [world.line(['SN-1'], a, n % 2 === 0 ? b : c)] }], {
        key: newKey(),
      }),
    ),
  )
  const outcomes = grabs.map(({ body }) => body.outcomes[0])
  t.equal(outcomes.filter(({ status }) => status === 'posted').length, 1)
  t.equal(outcomes.filter(({ code }) => code === 'ledger.serial_elsewhere').length, 63)

  const arrivals = await Promise.all(
    Array.from({ length: 64 }, (_, n) =>
      world.post(
        [
          {
            kind: 'receipt',
            lines: [world.line([`NEW-${n % 4}`, `NEW-${(n + 1) % 4}`], SUPPLIER, [a, b, c][n % 3]!)],
          },
        ],
        { key: newKey() },
      ),
    ),
  )
  const came = arrivals.map(({ body }) => body.outcomes[0])
  t.ok(came.every(({ status }) => status === 'posted' || status === 'refused'))
  const places = await world.whereAll()
  const posted = came.filter(({ status }) => status === 'posted').length
  t.equal(Object.keys(places).filter((number) => number.startsWith('NEW')).length, 2 * posted)
  t.equal((await world.verify()).ok, true)
})

t.test('two nodes that receive the same new number at once receive it once', async (t) => {
  const world = await startSerialWorld(t)
  const other = await world.anotherNode()
  const { a, b } = world
  for (let round = 0; round < 8; round += 1) {
    const numbers = [`R${round}-2`, `R${round}-1`]
    const line = (to: string, order: readonly string[]) => [
      { kind: 'receipt', lines: [world.line(order, SUPPLIER, to)] },
    ]
    const answers = await Promise.all([
      world.post(line(a, numbers)),
      world.post(line(b, [...numbers].reverse()), { as: other }),
    ])
    const statuses = answers.map(({ body }) => body.outcomes[0].code ?? body.outcomes[0].status).sort()
    t.same(statuses, ['ledger.serial_in_stock', 'posted'])
  }
  t.equal((await world.verify()).ok, true)
})

t.test('a reversal carries the pieces back, and what left comes back', async (t) => {
  const world = await startSerialWorld(t)
  const { a, b } = world
  const receipt = await world.receive(['SN-1', 'SN-2'], a)
  const moved = await world.send(['SN-2'], a, b)
  t.match((await world.reverse(receipt)).body, { code: 'ledger.serial_elsewhere' })
  t.equal((await world.reverse(moved)).status, 200)
  t.same(await world.whereAll(), { 'SN-1': 'A', 'SN-2': 'A' })

  await world.move({ kind: 'issue', lines: [world.line(['SN-1'], a, CUSTOMER)] })
  t.same(await world.whereAll(), { 'SN-1': null, 'SN-2': 'A' })
  t.match((await world.post([{ kind: 'issue', lines: [world.line(['SN-1'], a, CUSTOMER)] }])).body.outcomes, [
    { code: 'ledger.serial_gone', detail: /SN-1 of DRILL left before/ },
  ])
  await world.move({ kind: 'return', lines: [world.line(['SN-1'], CUSTOMER, b)] })
  t.same(await world.whereAll(), { 'SN-1': 'B', 'SN-2': 'A' })
  await world.send(['SN-1'], b, a)
  t.equal((await world.reverse(receipt)).status, 200, 'all of it is where it arrived')
  t.same(await world.whereAll(), { 'SN-1': null, 'SN-2': null })

  const [piece] = (await world.get('/ledger/serials?number=SN-1')).data
  const history = await world.get(`/ledger/serials/${piece.id}/history?sort=id`)
  t.match(history.data, [
    { kind: 'receipt', to: { code: 'A' }, change: 1, actor: { name: String } },
    { kind: 'issue', from: { code: 'A' }, change: -1 },
    { kind: 'return', to: { code: 'B' }, change: 1 },
    { kind: 'transfer', from: { code: 'B' }, to: { code: 'A' }, change: 0 },
    { kind: 'reversal', from: { code: 'A' }, reverses: receipt, change: -1 },
  ])
  t.equal(piece.lines, 5)
  const ofLine = await world.get(`/ledger/lines/${history.data[0].id}/serials`)
  t.match(ofLine.data, [{ number: 'SN-1' }, { number: 'SN-2' }])
  t.equal((await world.administrator.send({ url: `/api/v1/ledger/serials/${receipt}` })).status, 404)
  t.equal((await world.verify()).ok, true)
})

t.test('a batch of all or none, and a dry run, leave the pieces where they were', async (t) => {
  const world = await startSerialWorld(t)
  const { a, b, c } = world
  await world.receive(['SN-1', 'SN-2'], a)
  const first = { kind: 'transfer', lines: [world.line(['SN-1'], a, b)] }
  const second = { kind: 'transfer', lines: [world.line(['SN-2'], b, c)] }
  const refused = await world.post([first, second], { mode: 'all' })
  t.match(refused.body, { code: 'ledger.batch_refused', errors: [{ code: 'ledger.serial_elsewhere' }] })
  const answers = await Promise.all([
    world.post([first, second], { mode: 'all' }),
    world.post([{ kind: 'transfer', lines: [world.line(['SN-1'], a, c)] }]),
  ])
  t.match(answers[1]!.body.outcomes, [{ status: 'posted' }], 'one taken back frees the piece for the next')
  const trial = await world.post([{ kind: 'transfer', lines: [world.line(['SN-1'], c, b)] }], {
    dryRun: true,
  })
  t.match(trial.body.outcomes, [{ status: 'posted' }])
  t.same(await world.whereAll(), { 'SN-1': 'C', 'SN-2': 'A' })
  const twice = [
    { kind: 'transfer', lines: [world.line(['SN-1'], c, b), world.line(['SN-1'], b, a)] },
    { kind: 'transfer', lines: [world.line(['SN-1', 'SN-2'], a, c)] },
  ]
  t.match((await world.post(twice, { mode: 'all' })).body.outcomes, [
    { status: 'posted' },
    { status: 'posted' },
  ])
  t.same(await world.whereAll(), { 'SN-1': 'C', 'SN-2': 'C' }, 'one after the other, within one batch')
  const key = newKey()
  const again = [{ kind: 'transfer', lines: [world.line(['SN-1'], c, a)] }]
  await world.post(again, { key })
  t.match((await world.post(again, { key })).body, { replayed: true, outcomes: [{ status: 'posted' }] })
  t.equal((await world.verify()).ok, true)
})

t.test('what is told late never contradicts what the piece did since', async (t) => {
  const world = await startSerialWorld(t)
  const { a, b } = world
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
  await world.move({
    kind: 'receipt',
    effectiveAt: ago(48),
    lines: [world.line(['SN-1', 'SN-2'], SUPPLIER, a)],
  })
  await world.move({ effectiveAt: ago(12), lines: [world.line(['SN-1'], a, b)] })
  const late = await world.post([{ effectiveAt: ago(24), lines: [world.line(['SN-1'], b, a)] }])
  t.match(late.body.outcomes, [{ code: 'ledger.serial_moved_later', detail: /SN-1 of DRILL was moved at/ }])
  await world.move({ effectiveAt: ago(24), lines: [world.line(['SN-2'], a, b)] })
  t.same(await world.whereAll(), { 'SN-1': 'B', 'SN-2': 'B' })
  t.equal((await world.verify()).ok, true)
})

t.test(
  'numbers that are taken at dispatch: needed when it leaves, twice only after it came back',
  async (t) => {
    const world = await startSerialWorld(t)
    const { a, b, phone } = world
    const line = (
      serials: readonly string[] | undefined,
      from: string,
      to: string,
      quantity = serials!.length,
    ) => ({
      item: phone,
      quantity,
      from: { location: from },
      to: { location: to },
      ...(serials === undefined ? {} : { serials }),
    })
    const outcome = async (kind: string, told: object, reason?: string) =>
      (await world.post([{ kind, lines: [told], ...(reason === undefined ? {} : { reason }) }])).body
        .outcomes[0]
    await world.move({ kind: 'receipt', lines: [line(undefined, SUPPLIER, a, 10)] })
    t.match(await outcome('receipt', line(['P1'], SUPPLIER, a)), { code: 'ledger.serials_at_dispatch' })
    t.match(await outcome('transfer', line(['P1'], a, b)), { code: 'ledger.serials_at_dispatch' })
    t.match(await outcome('issue', line(undefined, a, CUSTOMER, 2)), { code: 'ledger.serials_required' })
    const shipped = await outcome('issue', line(['P1', 'P2'], a, CUSTOMER))
    t.match(shipped, { status: 'posted' })
    t.match(await outcome('issue', line(['P1'], a, CUSTOMER)), { code: 'ledger.serial_left_before' })
    t.match(await outcome('return', line(['P1'], CUSTOMER, b)), { status: 'posted' })
    t.match(await outcome('return', line(['P1'], CUSTOMER, b)), { code: 'ledger.serial_not_out' })
    t.match(
      await outcome('return', line(['OLD-7'], CUSTOMER, b)),
      { status: 'posted' },
      'sold before our time',
    )
    t.match(await outcome('return', line(['P3', 'P4'], CUSTOMER, b, 1)), { code: 'ledger.serials_too_many' })
    t.match(await outcome('issue', line(['P1'], b, CUSTOMER)), { status: 'posted' }, 'sold again')
    t.match(await outcome('adjustment', line(undefined, a, ADJUSTMENT, 1), 'lost'), { status: 'posted' })
    const last = await outcome('issue', line(['P5'], a, CUSTOMER))
    t.equal((await world.reverse(last.id)).status, 200)
    t.match(await outcome('issue', line(['P5'], a, CUSTOMER)), { status: 'posted' })
    t.same(await world.whereAll(), { P1: null, P2: null, 'OLD-7': null, P5: null })
    const left = await world.get('/ledger/serials?hasLeft=true')
    t.same(left.data.map(({ number }: { number: string }) => number).sort(), ['P1', 'P2', 'P5'])
    t.equal((await world.verify()).ok, true)
  },
)

t.test('a piece that was moved by SQL is named', async (t) => {
  const world = await startSerialWorld(t)
  await world.receive(['SN-1', 'SN-2'], world.a)
  await world.send(['SN-2'], world.a, world.b)
  t.equal((await world.verify()).ok, true)
  const tampered = async (sql: string, undo: string) => {
    await world.query(sql)
    const { differences } = await world.verify()
    await world.query(undo)
    return new Set(differences.map(({ invariant }) => invariant))
  }
  const elsewhere = await tampered(
    `update ledger.serial set bucket = (select bucket from ledger.serial where number = 'SN-2')
      where number = 'SN-1'`,
    `update ledger.serial set bucket = (select b.id from ledger.bucket b
      join locations.location l on l.id = b.location
      where l.code = 'A' and b.item = ledger.serial.item) where number = 'SN-1'`,
  )
  t.ok(elsewhere.has('ledger.serial_stands_where_its_last_line_left_it'))
  t.ok(elsewhere.has('ledger.serials_in_a_balance_are_its_on_hand'))
  const forgotten = await tampered(
    `create table gone as select * from ledger.line_serial where version = 1;
     delete from ledger.line_serial where version = 1`,
    'insert into ledger.line_serial select * from gone',
  )
  t.ok(forgotten.has('ledger.serials_went_from_place_to_place'))
  t.ok(forgotten.has('ledger.lines_have_their_serials'))
  t.equal((await world.verify()).ok, true)
})

t.test('an owner’s key learns nothing of where others’ pieces are', async (t) => {
  const world = await startSerialWorld(t)
  const { a, b } = world
  const { key, owner } = await world.client()
  await world.receive(['SN-1'], a)
  await world.move({ kind: 'receipt', owner, lines: [world.line(['SN-2'], SUPPLIER, b)] })
  const seen = await key.send({ url: '/api/v1/ledger/serials' })
  t.match(seen.body.data, [{ number: 'SN-2' }])
  t.equal(seen.body.data.length, 1)
  const theirs = (told: object) => world.post([told], { as: key })
  const arrives = await theirs({ kind: 'receipt', owner, lines: [world.line(['SN-1'], SUPPLIER, b)] })
  t.match(arrives.body.outcomes, [{ code: 'ledger.serial_in_use' }])
  const leaves = await theirs({ kind: 'issue', owner, lines: [world.line(['SN-1'], b, CUSTOMER)] })
  t.match(leaves.body.outcomes, [{ code: 'ledger.serial_unknown' }])
  t.notMatch(JSON.stringify([arrives.body, leaves.body]), /standsIn/)
  const [mine] = (await world.get('/ledger/serials?number=SN-1')).data
  t.equal((await key.send({ url: `/api/v1/ledger/serials/${mine.id}` })).status, 404)
  t.equal((await key.send({ url: `/api/v1/ledger/serials/${mine.id}/history` })).status, 404)
})

t.test('a hold on one piece stops that piece, and no other of its place', async (t) => {
  const world = await startSerialWorld(t)
  const { a, b } = world
  const receipt = await world.receive(['SN-1', 'SN-2'], a)
  const [piece] = (await world.get('/ledger/serials?number=SN-1')).data
  const placed = await world.administrator.send({
    method: 'POST',
    url: '/api/v1/ledger/holds',
    payload: {
      scope: 'serial',
      subject: piece.id,
      blocks: ['ship', 'move'],
      reason: 'recall R-4',
      lifter: 'QA',
    },
  })
  t.equal(placed.status, 201, placed.text)
  const answer = async (kind: string, serial: string, to: string) =>
    (await world.post([{ kind, lines: [world.line([serial], a, to)] }])).body.outcomes[0]
  t.match(await answer('issue', 'SN-1', CUSTOMER), {
    code: 'ledger.serial_on_hold',
    detail: 'SN-1 of DRILL is on hold (recall R-4): it may not be shipped. QA may lift it.',
  })
  t.match(await answer('transfer', 'SN-1', b), { code: 'ledger.serial_on_hold', facts: { stopped: 'move' } })
  const both = await world.post([{ lines: [world.line(['SN-2', 'SN-1'], a, b)] }])
  t.match(both.body.outcomes, [{ code: 'ledger.serial_on_hold' }])
  t.match(await answer('issue', 'SN-2', CUSTOMER), { status: 'posted' })
  await world.move({ kind: 'return', lines: [world.line(['SN-2'], CUSTOMER, a)] })
  t.equal((await world.reverse(receipt)).status, 200, 'what is undone is never stopped')
  const lifted = await world.administrator.send({
    method: 'POST',
    url: `/api/v1/ledger/holds/${placed.body.id}/lift`,
    payload: {},
  })
  t.equal(lifted.status, 200, lifted.text)
  await world.receive(['SN-1'], a)
  t.match(await answer('issue', 'SN-1', CUSTOMER), { status: 'posted' })
})

t.test('pieces on a handling unit go where it goes, and back with it', async (t) => {
  const world = await startSerialWorld(t)
  const { a, b, drill } = world
  const made = await world.administrator.send({
    method: 'POST',
    url: '/api/v1/locations/handling-units',
    payload: { code: 'LPN-7', location: a },
  })
  t.equal(made.status, 201, made.text)
  const onUnit = { location: a, handlingUnit: made.body.id }
  const serials = ['SN-1', 'SN-2']
  await world.move({
    kind: 'receipt',
    lines: [{ item: drill, quantity: 2, from: { location: SUPPLIER }, to: onUnit, serials }],
  })
  await world.receive(['SN-3'], a)
  t.match((await world.post([{ lines: [world.line(['SN-1'], a, b)] }])).body.outcomes, [
    {
      code: 'ledger.serial_elsewhere',
      detail: 'SN-1 of DRILL stands in A, in LPN-7, not in A; take it from there.',
    },
  ])
  const moved = await world.administrator.send({
    method: 'POST',
    url: '/api/v1/ledger/movements',
    payload: {
      mode: 'each',
      movements: [{ kind: 'transfer', handlingUnits: [{ id: made.body.id, to: { location: b } }] }],
    },
  })
  t.match(moved.body.outcomes, [{ status: 'posted' }], moved.text)
  t.same(await world.whereAll(), { 'SN-1': 'B', 'SN-2': 'B', 'SN-3': 'A' })
  const [piece] = (await world.get('/ledger/serials?number=SN-1')).data
  t.match(piece, { handlingUnit: { code: 'LPN-7' }, location: { code: 'B' } })
  t.equal((await world.reverse(moved.body.outcomes[0].id)).status, 200)
  t.same(await world.whereAll(), { 'SN-1': 'A', 'SN-2': 'A', 'SN-3': 'A' })
  t.match(await world.verify(), { ok: true, differences: [] })
})
