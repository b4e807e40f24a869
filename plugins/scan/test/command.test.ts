import t from 'tap'
import { runStowage } from '../../../tests/platform/node-process.ts'

const run = (input: string, ...args: string[]) => runStowage({ args: ['scan', ...args], env: {}, input })

t.test('the command answers each line with one, in order, without a database', async (t) => {
  const lines = [
    '(01)09501101530003(17)251200(10)AB-123',
    '',
    ']C1010950110153000310ABC\\u001d21X',
    ']d2010950110153000310ABC\u001d21X\r',
    'A-01-02',
    '{"bad":\u0000',
    'https://example.com/01/09520123456788/10/ABC1?17=180426',
  ]
  const { code, stdout, stderr } = await run(lines.join('\n'), '--json')
  t.equal(code, 0, stderr)
  const answers = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  t.same(
    answers.map(({ valid }) => valid),
    [true, false, true, true, false, false, true],
  )
  t.equal(answers[2].elementString, '010950110153000310ABC\u001d21X')
  t.match(stdout, /ABC\\u001d21X/)
  t.equal(answers[3].elementString, answers[2].elementString)
  t.equal(answers[6].digitalLink, 'https://id.gs1.org/01/09520123456788/10/ABC1?17=180426')
})

t.test('without --json the command speaks to people', async (t) => {
  const { stdout } = await run('24012345678909\n')
  t.match(stdout, /wrong {2}\(01\) 24012345678909\n.*check digit of \(01\) is 9, it should be 5/)
})

t.test('a command that nobody brings is told with those that there are', async (t) => {
  const { code, stderr } = await runStowage({ args: ['scann'], env: {} })
  t.equal(code, 2)
  t.match(stderr, /There is no command "scann"\. There are: start, .*, scan\./)
})
