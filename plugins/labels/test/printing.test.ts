import { randomUUID } from 'node:crypto'
import { examine, type TenBolts } from '@stowage/sdk/testing'
import t from 'tap'
import scan from '../../scan/index.ts'
import labels from '../index.ts'
import { ippPrinter, rawPrinter } from './printers.ts'
import { warehouse } from './scene.ts'

const scene = await warehouse(t)
const { post, get, done, create, platform, addPrinter, item } = scene

/** A job as it stands now. */
const jobOf = async (id: string) => (await get(`/print-jobs/${id}`)).body

/** Prints item labels, and hands on the one job. */
async function printed(printer: string, more: object = {}) {
  const { jobs } = await done('/print-jobs', { kind: 'item', ids: [item], printer, ...more })
  return jobs[0]
}

await t.test('a printer on port 9100 gets its labels once each, in order', async (t) => {
  const paper = await rawPrinter(t)
  const printer = await addPrinter(paper.port)
  const reasons = ['first', 'second', 'third']
  const jobs = []
  for (const reason of reasons) jobs.push(await printed(printer, { reason, copies: jobs.length + 1 }))
  t.same(
    jobs.map(({ state }) => state),
    ['waiting', 'waiting', 'waiting'],
  )
  await platform.settle()
  t.same(
    paper.taken.map((zpl) => /\^PQ(\d+)/.exec(zpl.toString())![1]),
    ['1', '2', '3'],
  )
  t.match(await jobOf(jobs[2].id), {
    state: 'printed',
    attempts: 1,
    who: /./,
    things: [{ id: item, code: 'OAT-1' }],
  })
})

await t.test('a dead printer keeps its queue, harms no other, and goes on when it is back', async (t) => {
  const dead = await rawPrinter(t)
  const alive = await rawPrinter(t)
  const [first, other] = [await addPrinter(dead.port), await addPrinter(alive.port)]
  await dead.switchOff()
  const waiting = [await printed(first), await printed(first)]
  const fine = await printed(other)
  await platform.settle()
  t.match(await jobOf(fine.id), { state: 'printed' })
  t.match(await jobOf(waiting[0].id), {
    state: 'waiting',
    attempts: 1,
    problem: { code: 'labels.printer_unreachable', message: /was not reached \(ECONNREFUSED\)/ },
  })
  t.match(await jobOf(waiting[1].id), { state: 'waiting', attempts: 0 }, 'what stands behind waits for it')
  const back = await rawPrinter(t, { port: dead.port })
  await done(`/print-jobs/${waiting[0].id}/retry`, {})
  await platform.settle()
  t.equal(back.taken.length, 2)
  t.match(await jobOf(waiting[1].id), { state: 'printed' })
})

await t.test(
  'a job that failed ten times is given up, waits for a person, and lets the next one pass',
  async (t) => {
    const dead = await rawPrinter(t)
    const printer = await addPrinter(dead.port)
    await dead.switchOff()
    const job = await printed(printer)
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await platform.query('update labels.print_job set not_before = now() where id = $1', [job.id])
      await platform.runJob('labels.serve_queues')
    }
    t.match(await jobOf(job.id), { state: 'failed', attempts: 10 })
    const { body } = await platform.administrator.send({ url: '/api/v1/host/waiting' })
    t.match(JSON.stringify(body), /labels\.print_jobs_failed/)
    const next = await printed(printer)
    await rawPrinter(t, { port: dead.port })
    await platform.settle()
    t.match(await jobOf(next.id), { state: 'printed' })
    t.match((await post(`/print-jobs/${job.id}/cancel`, {})).body, { state: 'cancelled', endedBy: /./ })
    t.match(await post(`/print-jobs/${job.id}/retry`, {}), {
      status: 409,
      body: { code: 'labels.job_not_failed' },
    })
  },
)

await t.test('many jobs are given up at once, and those that are under way say why not', async (t) => {
  const dead = await rawPrinter(t)
  const printer = await addPrinter(dead.port)
  await dead.switchOff()
  const jobs = [await printed(printer), await printed(printer)]
  const under = await printed(printer)
  await platform.settle()
  await platform.query("update labels.print_job set state = 'printing' where id = $1", [under.id])
  const many = (change: object, query = `printer=${printer}`) =>
    post(`/print-jobs/bulk?${query}`, { isAll: true, change })
  t.match(await many({ act: 'shred' }), { status: 400 })
  t.match(await many({ act: 'cancel' }), {
    status: 200,
    body: { done: 2, refused: 1, refusals: [{ id: under.id, code: 'labels.job_under_way' }] },
  })
  for (const { id } of jobs) t.match(await jobOf(id), { state: 'cancelled' })
  const file = await platform.administrator.send({
    url: `/api/v1/labels/print-jobs?printer=${printer}&format=csv`,
  })
  t.equal(file.text.trim().split('\n').length, 4, 'and are had as a file: a head and the three')
})

await t.test('a test label shows whether a printer prints', async (t) => {
  const paper = await rawPrinter(t)
  const printer = await addPrinter(paper.port)
  const { jobs } = await done(`/printers/${printer}/test`, {})
  t.match(jobs, [{ first: 'TEST', labels: 1, state: 'waiting' }])
  await platform.settle()
  t.match(paper.taken.toString(), /\^XA.*Oat drink, barista.*\^XZ/s)
  t.match(await post(`/printers/${randomUUID()}/test`, {}), { status: 404 })
})

await t.test('what a node that died left under way is sent by the next one', async (t) => {
  const paper = await rawPrinter(t)
  const printer = await addPrinter(paper.port)
  const job = await printed(printer)
  const until = (when: string) =>
    platform.query(
      `update labels.printer set turn_holder = $1, turn_until = now() + $2::interval where id = $3`,
      [randomUUID(), when, printer],
    )
  await platform.query("update labels.print_job set state = 'printing', attempts = 1 where id = $1", [job.id])
  await until('1 minute')
  await platform.settle()
  t.equal(paper.taken.length, 0, 'another run has the turn')
  await until('-1 second')
  await platform.runJob('labels.serve_queues')
  t.equal(paper.taken.length, 1)
  t.match(await jobOf(job.id), { state: 'printed', attempts: 2 })
})

await t.test('a printer that speaks IPP gets the document with its name and kind', async (t) => {
  let status = 0x0000
  const { port, jobs } = await ippPrinter(t, () => status)
  const printer = await addPrinter(port, { connection: 'ipp', path: '/printers/dock', language: 'pdf' })
  const job = await printed(printer)
  await platform.settle()
  t.match(jobs[0], {
    operation: 2,
    attributes: {
      'printer-uri': `ipp://127.0.0.1:${port}/printers/dock`,
      'document-format': 'application/pdf',
      'job-name': 'Item, GS1-128',
    },
  })
  t.equal(jobs[0]!.document.subarray(0, 5).toString(), '%PDF-')
  t.match(await jobOf(job.id), { state: 'printed' })
  status = 0x0507
  const busy = await printed(printer)
  await platform.settle()
  t.match(await jobOf(busy.id), {
    state: 'waiting',
    problem: { code: 'labels.printer_refused', facts: { answer: 'IPP 0x0507' } },
  })
})

await t.test(
  'nobody connects to an address that no administrator allowed, and never to a cloud’s own',
  async (t) => {
    const paper = await rawPrinter(t)
    const address = { connection: 'raw', language: 'zpl', resolution: 8, host: '127.0.0.1', port: paper.port }
    const { id } = await done('/printers', { ...address, name: 'Not allowed' })
    await create('/host/allowed-targets', { host: '127.0.0.1', plainHttp: true })
    const job = await printed(id)
    await platform.settle()
    t.match(await jobOf(job.id), { state: 'waiting', problem: { code: 'labels.printer_not_allowed' } })
    t.equal(paper.taken.length, 0, 'a row for all ports does not name the printer')
    for (const host of [
      '169.254.169.254',
      '0xa9fea9fe',
      '[fd00:ec2::254]',
      '100.100.100.200',
      'fe80::1',
      '0.0.0.0',
    ]) {
      const refused = await post('/printers', { ...address, name: host, host })
      t.match(refused, { status: 422, body: { code: 'host.target_never' } }, host)
    }
  },
)

await t.test(
  'what was printed is printed again byte for byte, and the log says who, when, what and why',
  async (t) => {
    const paper = await rawPrinter(t)
    const printer = await addPrinter(paper.port)
    const job = await printed(printer, { reason: 'goods in' })
    await platform.settle()
    t.match(await post(`/print-jobs/${job.id}/reprint`, {}), { status: 400 })
    t.match(await post(`/print-jobs/${job.id}/reprint`, { reason: '  ' }), { status: 400 })
    await platform.administrator.send({
      method: 'PATCH',
      url: `/api/v1/items/${item}`,
      payload: { name: 'Oat drink, new name' },
      headers: { 'if-match': '"1"' },
    })
    const wish = { id: randomUUID(), reason: 'torn off by a fork' }
    const again = await post(`/print-jobs/${job.id}/reprint`, wish)
    t.equal(again.status, 201)
    t.equal((await post(`/print-jobs/${job.id}/reprint`, wish)).status, 200, 'sent twice, it is printed once')
    await platform.settle()
    t.equal(paper.taken.length, 2)
    t.same(paper.taken[1], paper.taken[0])
    const { body } = await get(`/print-jobs?of=${item}&reprintOf=${job.id}`)
    t.equal(body.data.length, 1)
    t.match(body.data[0], {
      reason: wish.reason,
      who: /./,
      createdAt: /^\d{4}-/,
      first: 'OAT-1',
      reprintOf: job.id,
    })
  },
)

await t.test('a whole aisle is labelled by one request, through the browser', async (t) => {
  for (const code of ['A-02', 'A-03']) await scene.addBin(code)
  const { body: places } = await platform.administrator.send({
    url: `/api/v1/locations?site=${scene.site}&kind=site`,
  })
  const within = places.data[0].id
  const { jobs } = await done('/print-jobs', { kind: 'location', filter: { within, kind: 'bin', q: 'a-0' } })
  t.match(jobs[0], { state: 'printed', labels: 3, printer: { name: 'Browser' }, first: 'A-01' })
  const content = await get(`/print-jobs/${jobs[0].id}/content`)
  t.equal(content.headers['content-type'], 'application/pdf')
  t.match(content.text, /^%PDF-/)
})

await t.test('bad input is refused with a code, and nothing is printed', async (t) => {
  const { body: before } = await get('/print-jobs?limit=1')
  const cases: [object, number, string][] = [
    [{ kind: 'item' }, 422, 'labels.selection_unclear'],
    [{ kind: 'item', ids: [item], filter: { q: 'x' } }, 422, 'labels.selection_unclear'],
    [{ kind: 'item', ids: [randomUUID()] }, 404, 'labels.thing_unknown'],
    [{ kind: 'lot', ids: [item] }, 404, 'labels.thing_unknown'],
    [{ kind: 'item', filter: { within: scene.bin } }, 422, 'labels.filter_foreign'],
    [{ kind: 'item', filter: { q: 'nothing is like that' } }, 422, 'labels.nothing_selected'],
    [{ kind: 'item', ids: [item], printer: randomUUID() }, 404, 'labels.printer_unknown'],
    [{ kind: 'item', ids: [item], template: randomUUID() }, 404, 'labels.template_unknown'],
    [
      { kind: 'item', ids: [item], template: '00000000-0000-7000-8000-000000000054' },
      422,
      'labels.template_of_other_kind',
    ],
    [{ kind: 'item', ids: [item], copies: 0 }, 400, 'http.invalid_input'],
    [{ kind: 'robot', ids: [item] }, 400, 'http.invalid_input'],
    [{ kind: 'item', ids: ['x'] }, 400, 'http.invalid_input'],
  ]
  for (const [wish, status, code] of cases) {
    const answer = await post('/print-jobs', wish)
    t.equal(answer.status, status, `${JSON.stringify(wish)} ${answer.text}`)
    t.equal(answer.body.code, code)
    t.ok(answer.body.detail)
  }
  t.same((await get('/print-jobs?limit=1')).body.data, before.data)
  t.match(
    (await post('/print-jobs', { kind: 'item', ids: [randomUUID()] }, { 'accept-language': 'fr' })).body,
    {
      detail: /^Il n’y a pas de item/,
    },
  )
})

await t.test(
  'the same wish sent twice at once is printed once, and its id with another wish is refused',
  async (t) => {
    const wish = { id: randomUUID(), kind: 'item', ids: [item] }
    const answers = await Promise.all([1, 2, 3, 4].map(() => post('/print-jobs', wish)))
    t.same(answers.map(({ status }) => status).sort(), [200, 200, 200, 201])
    t.equal(new Set(answers.map(({ body }) => body.jobs[0].id)).size, 1)
    t.match(await post('/print-jobs', { ...wish, copies: 2 }), {
      status: 409,
      body: { code: 'labels.request_taken' },
    })
  },
)

await t.test('what cannot be shown as such is previewed all the same', async (t) => {
  const text = { type: 'text', x: 1, y: 1, width: 20, height: 5, size: 4 }
  for (const said of ['\u202e', '\uffff', '\u001b[2J', '{description}']) {
    const design = { width: 30, height: 10, elements: [{ ...text, text: said }] }
    t.equal((await post('/preview', { kind: 'item', thing: item, design })).status, 200, JSON.stringify(said))
  }
  const square = { type: 'box', x: 0, y: 0, width: 300, height: 300, stroke: 5 }
  const large = { width: 300, height: 300, elements: [square] }
  t.equal((await post('/preview', { kind: 'item', design: large, resolution: 24 })).status, 200)
})

await t.test('a template that cannot be printed by is refused, and names what is wrong', async (t) => {
  const text = { type: 'text', x: 1, y: 1, width: 20, height: 5, size: 4 }
  const code = { type: 'code', x: 1, y: 1, width: 20, height: 20, symbology: 'gs1-qr' }
  const cases: [object, number, string][] = [
    [{ ...text, text: '{colour}' }, 422, 'labels.field_unknown'],
    [{ ...text, text: 'x', x: 90 }, 422, 'labels.element_outside'],
    [{ ...code, content: '{gtin}' }, 422, 'labels.content_not_gs1'],
    [{ ...text, text: 'x', colour: 'red' }, 400, 'http.invalid_input'],
  ]
  for (const [element, status, expected] of cases) {
    const answer = await post('/templates', {
      name: 'T',
      kind: 'item',
      width: 100,
      height: 50,
      elements: [element],
    })
    t.match(answer, { status, body: { code: expected } }, answer.text)
  }
  const narrow = {
    width: 30,
    height: 20,
    elements: [{ ...code, symbology: 'gs1-128', content: '(01){gtin}', width: 25, height: 15 }],
  }
  const { id: template } = await done('/templates', { name: 'Narrow', kind: 'item', ...narrow })
  const refused = await post('/print-jobs', { kind: 'item', ids: [item], template })
  t.match(refused, { status: 422, body: { code: 'labels.code_too_large' } })
  const { notices } = await done('/preview', { kind: 'item', thing: item, design: narrow })
  t.match(notices, [{ code: 'labels.code_too_large', isMended: false }])
})

await t.test('whoever is bound to an owner prints and sees his own alone', async (t) => {
  const { id: client } = await create('/access/owners', { kind: 'client', name: 'Ada' })
  const { id: theirs } = await create('/items', {
    sku: 'ADA-1',
    name: 'Tea',
    baseUnit: 'each',
    owner: client,
  })
  const { id: rival } = await create('/access/owners', { kind: 'client', name: 'Bea' })
  const { id: others } = await create('/items', { sku: 'BEA-1', name: 'Tea', baseUnit: 'each', owner: rival })
  const permissions = ['labels.label.print', 'labels.job.read', 'labels.job.write']
  const { token } = await create('/access/api-keys', { name: 'Ada', permissions, owners: [client] })
  const ada = (method: 'GET' | 'POST', path: string, payload?: object) =>
    platform.stranger.send({
      method,
      url: `/api/v1/labels${path}`,
      headers: { authorization: `Bearer ${token}` },
      ...(payload && { payload }),
    })
  const mixed = await done('/print-jobs', { kind: 'item', ids: [theirs, others, others, item] })
  t.same(
    mixed.jobs.map(({ labels }: { labels: number }) => labels),
    [1, 2, 1],
    'neighbours of one owner are one job',
  )
  const own = await ada('POST', '/print-jobs', { kind: 'item', ids: [theirs] })
  t.equal(own.status, 201, own.text)
  t.match(await ada('POST', '/print-jobs', { kind: 'item', ids: [others] }), { status: 404 })
  const { body } = await ada('GET', '/print-jobs')
  t.same(new Set(body.data.map(({ first }: { first: string }) => first)), new Set(['ADA-1']))
  const foreign = mixed.jobs[1].id
  for (const path of ['', '/content'])
    t.equal((await ada('GET', `/print-jobs/${foreign}${path}`)).status, 404)
  for (const act of ['retry', 'cancel'])
    t.equal((await ada('POST', `/print-jobs/${foreign}/${act}`, {})).status, 404)
  t.equal((await ada('POST', `/print-jobs/${foreign}/reprint`, { reason: 'x' })).status, 404)
})

await t.test('it keeps what every plugin promises', async (t) => {
  const fill = (scene: { create: TenBolts['create']; item: string }) =>
    scene.create('/labels/print-jobs', { kind: 'item', ids: [scene.item] })
  const findings = await examine(t, labels, { others: [scan], fill })
  for (const { sentence, faults } of findings) t.same(faults, [], sentence)
})
