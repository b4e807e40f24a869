import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { definePlugin, type JobRun, type PluginDeclaration } from '@stowage/sdk'
import t from 'tap'
import { Type } from 'typebox'
import { systemActor } from '../../core/src/access/system-actor.ts'
import { orderPlugins } from '../../core/src/app.ts'
import { startPlatform, type TestPlatform } from '../../core/src/testing/start-platform.ts'
import { startLedgerWorld } from '../../core/test/ledger-world.ts'
import { jobPlugin } from './job-plugin.ts'

type Work = JobRun<{ n: number }>

function enqueue(platform: TestPlatform, n: number, options = {}): Promise<string> {
  return platform.database.transaction(systemActor, (trx) =>
    platform.services.trialJobs.enqueue(trx, 'trial.work', { n }, options),
  )
}

async function jobOf({ administrator }: TestPlatform, id: string) {
  return (await administrator.send({ url: `/api/v1/host/jobs/${id}` })).body
}

function answerTo({ administrator }: TestPlatform, id: string, action: string, payload?: object) {
  const url = `/api/v1/host/jobs/${id}/${action}`
  return administrator.send({ method: 'POST', url, ...(payload && { payload }) })
}

/** Waits until something is so; a minute at most. */
async function until(what: string, isSo: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = Date.now() + 60_000; !(await isSo()); await pause(20)) {
    if (Date.now() > end) throw new Error(`it took too long until ${what}`)
  }
}

t.test('a job runs as its plugin, tells how far it is, and is told as done', async (t) => {
  const runs: Work[] = []
  const plugin = jobPlugin(async (job) => {
    runs.push(job)
    await job.progress.tell(3, 3, 'all counted')
    await job.transaction((trx) => trx.raw('select 1'))
  })
  const platform = await startPlatform(t, { plugins: [plugin] })
  await platform.startBackground()
  const id = await enqueue(platform, 7)
  await until('it is done', async () => (await jobOf(platform, id)).state === 'done')
  t.match(runs, [
    { id, attempt: 1, payload: { n: 7 }, subject: null, actor: { kind: 'system', name: 'Trial' } },
  ])
  t.match(await jobOf(platform, id), {
    name: 'trial.work',
    done: 3,
    total: 3,
    note: 'all counted',
    runAt: null,
  })
  const listed = await platform.administrator.send({ url: '/api/v1/host/jobs?state=done&name=trial.work' })
  t.same(
    listed.body.data.map((job: { id: string }) => job.id),
    [id],
  )
  t.equal((await platform.stranger.send({ url: '/api/v1/host/jobs' })).status, 401)
})

t.test('an enqueuing that is rolled back never was, and a key keeps one that waits', async (t) => {
  const seen: number[] = []
  const plugin = jobPlugin(async ({ payload }) => {
    seen.push(payload.n)
  })
  const platform = await startPlatform(t, { plugins: [plugin] })
  await t.rejects(
    platform.database.transaction(systemActor, async (trx) => {
      await platform.services.trialJobs.enqueue(trx, 'trial.work', { n: 1 })
      throw new Error('it fell over')
    }),
  )
  const first = await enqueue(platform, 2, { key: 'same' })
  t.equal(await enqueue(platform, 3, { key: 'same' }), first, 'it is the same job with another payload')
  const bound = { owners: [1], sites: 'all' } as const
  await platform.database.transaction(bound, (trx) =>
    platform.services.trialJobs.enqueue(trx, 'trial.work', { n: 4 }),
  )
  const later = await enqueue(platform, 5, { runAt: new Date(Date.now() + 3_600_000) })
  await platform.startBackground()
  await until('both ran', () => seen.length === 2)
  t.same(seen.toSorted(), [3, 4])
  t.match(await jobOf(platform, later), { state: 'waiting', attempt: 0 })
  t.equal((await answerTo(platform, later, 'drop', { reason: 'Not needed any more' })).status, 204)
  t.match(await jobOf(platform, later), { state: 'dropped' })
  const audit = await platform.administrator.send({ url: '/api/v1/access/audit?entity=host.job' })
  t.match(audit.body.data, [{ action: 'drop', entityId: later, after: { reason: 'Not needed any more' } }])
})

t.test('a job that fails too often is dead, says why, and runs again when a person says so', async (t) => {
  let isBroken = true
  const plugin = jobPlugin(
    async () => {
      if (isBroken) throw new Error('the scale does not answer')
    },
    { maxAttempts: 1 },
  )
  const platform = await startPlatform(t, { plugins: [plugin] })
  await platform.startBackground()
  const id = await enqueue(platform, 1)
  await until('it is dead', async () => (await jobOf(platform, id)).state === 'dead')
  t.match(await jobOf(platform, id), { lastError: 'the scale does not answer', attempt: 1, maxAttempts: 1 })
  isBroken = false
  t.equal((await answerTo(platform, id, 'retry')).status, 204)
  await until('it is done', async () => (await jobOf(platform, id)).state === 'done')
  t.match((await answerTo(platform, id, 'retry')).body, { status: 409, code: 'host.job_not_waiting' })
  const nobody = await answerTo(platform, '00000000-0000-7000-8000-000000000999', 'retry')
  t.match(nobody.body, { status: 404, code: 'host.job_unknown' })
})

t.test('a job that takes too long is told so and counts as failed', async (t) => {
  let isTold = false
  const plugin = jobPlugin(
    ({ signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          isTold = true
          setTimeout(resolve, 5_000)
        })
      }),
    { timeLimitSeconds: 1, maxAttempts: 1 },
  )
  const platform = await startPlatform(t, { plugins: [plugin] })
  await platform.startBackground()
  const id = await enqueue(platform, 1)
  await until('it is dead', async () => (await jobOf(platform, id)).state === 'dead')
  t.match(await jobOf(platform, id), { lastError: 'it took longer than its 1 s' })
  t.equal(isTold, true)
})

t.test('the job of a killed node runs again', async (t) => {
  const attempts: number[] = []
  const plugin = jobPlugin(async ({ attempt }) => {
    attempts.push(attempt)
  })
  const platform = await startPlatform(t, { plugins: [plugin] })
  const script = fileURLToPath(new URL('./job-process.ts', import.meta.url))
  const args = ['--conditions=stowage-source', script, JSON.stringify(platform.access)]
  const node = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  const gone = new Promise((resolve) => node.once('exit', resolve))
  t.teardown(() => node.kill('SIGKILL'))
  const id = await enqueue(platform, 1)
  const held = `held by ${node.pid}`
  await until('the node has it', async () => (await jobOf(platform, id)).note === held)
  t.match(await jobOf(platform, id), { state: 'running', done: 1, total: 2 })
  t.equal((await answerTo(platform, id, 'drop', { reason: 'It runs' })).body.code, 'host.job_not_waiting')
  node.kill('SIGKILL')
  await gone
  const start = Date.now()
  await platform.startBackground(undefined, 1_000)
  await until('it ran elsewhere', async () => (await jobOf(platform, id)).state === 'done')
  t.same(attempts, [2])
  t.ok(Date.now() - start < 30_000, `it took ${Date.now() - start} ms with a lease of a second`)
})

t.test('a job for each site runs once for each, whoever starts it', async (t) => {
  const subjects: unknown[] = []
  const plugin = definePlugin({
    ...jobPlugin(async () => {}),
    jobs: {
      'trial.each': {
        title: 'Look at each site',
        cron: '* * * * *',
        each: 'site',
        run: async ({ subject }) => {
          subjects.push(subject)
        },
      },
    },
  })
  const world = await startLedgerWorld(t, [plugin])
  await world.startBackground()
  await world.query("select graphile_worker.add_job('trial.each')")
  await until('it ran', () => subjects.length > 0)
  t.same(subjects[0], { kind: 'site', id: world.site })
})

t.test('every invariant is looked at on demand, and the first offenders are kept', async (t) => {
  const plugin = definePlugin({
    name: 'trial',
    version: '0.1.0',
    invariants: [
      {
        id: 'trial.never',
        sentence: 'Nothing is ever here.',
        offendingRows: 'select n from generate_series(1, 12) n',
      },
      {
        id: 'trial.broken_query',
        sentence: 'It cannot be looked at.',
        offendingRows: 'select 1 / 0 as nothing',
      },
    ],
  })
  const platform = await startPlatform(t, { plugins: [plugin] })
  await platform.startBackground()
  const read = async () => (await platform.administrator.send({ url: '/api/v1/host/invariants' })).body.data
  t.ok(
    (await read()).every(({ at }: { at: string | null }) => at === null),
    'never looked at',
  )
  const { status, body } = await platform.administrator.send({
    method: 'POST',
    url: '/api/v1/host/invariants/run',
  })
  t.equal(status, 202)
  await until('they were looked at', async () => (await jobOf(platform, body.job)).state === 'done')
  const found = new Map((await read()).map((one: { id: string }) => [one.id, one]))
  t.match(found.get('trial.never'), { broken: 12, offenders: [{ n: 1 }], error: null })
  t.match(found.get('trial.broken_query'), { broken: null, error: /division by zero/ })
  t.match(found.get('access.somebody_is_administrator'), { broken: 0, offenders: [], plugin: 'access' })
})

t.test('faulty jobs stop the boot with a word on each', async (t) => {
  const run = async () => {}
  const open = Type.Object({ n: Type.Integer() })
  const faults: [string, PluginDeclaration['jobs']][] = [
    ['host.job_name', { 'other.work': { title: 'Work', run } }],
    ['host.job_cron', { 'trial.work': { title: 'Work', cron: 'every day', run } }],
    ['host.job_cron', { 'trial.work': { title: 'Work', cron: '0 25 * * *', run } }],
    ['host.job_payload_schema', { 'trial.work': { title: 'Work', payload: open, run } }],
    ['host.declaration_invalid', { 'trial.work': { title: 'Work', maxAttempts: 26, run } }],
    ['host.not_a_function', { 'trial.work': { title: 'Work', run: 'run' } as never }],
  ]
  for (const [code, jobs] of faults) {
    const plugin: PluginDeclaration = { name: 'trial', version: '0.1.0', ...(jobs && { jobs }) }
    t.throws(() => orderPlugins({ plugins: [plugin] }), { code })
  }
  const platform = await startPlatform(t, { plugins: [jobPlugin(run)] })
  const wrong = platform.database.transaction(systemActor, (trx) =>
    platform.services.trialJobs.enqueue(trx, 'trial.work', { weight: 3 }),
  )
  await t.rejects(wrong, { code: 'host.job_payload' })
  const strange = platform.database.transaction(systemActor, (trx) =>
    platform.services.trialJobs.enqueue(trx, 'host.invariants'),
  )
  await t.rejects(strange, { code: 'host.job_not_declared' })
})
