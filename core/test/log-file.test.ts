import { chmod, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import t from 'tap'
import { openLogFile } from '../src/home/log-file.ts'
import { createLog } from '../src/http/request-log.ts'

t.test('the log is its owner’s alone to read, also one that stood there before', async (t) => {
  const home = join(t.testdir({}), 'home')
  const path = join(home, 'stowage.log')
  const write = (sentence: string) => {
    const destination = pino.destination({ dest: openLogFile(home), sync: true })
    createLog({ destination }).info(sentence)
    destination.end()
  }
  write('first')
  t.equal((await stat(path)).mode & 0o777, 0o600)
  await writeFile(path, 'before\n')
  await chmod(path, 0o644)
  write('second')
  t.equal((await stat(path)).mode & 0o777, 0o600)
  t.match(await readFile(path, 'utf8'), /^before\n.*second/s, 'and what stood in it stays')
})
