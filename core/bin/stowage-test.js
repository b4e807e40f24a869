#!/usr/bin/env node
/*
 * `stowage-test [files]`: the tests of a plugin that stands in a folder of its own.
 *   1. Node 24 is found; where core stands here as sources, it is they that run;
 *   2. a PostgreSQL of its own starts (or the one of TEST_DATABASE_URL is used), quick and forgetful, and one
 *      template database gets roles and migrations;
 *   3. `node --test` runs the files given, or all that are called `*.test.ts`; each test clones the template;
 *   4. the server stops, and the exit code is that of the tests.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureNode } from './node-runtime.js'

const SOURCES = '--conditions=stowage-source'
const here = fileURLToPath(import.meta.url)
const core = join(dirname(here), '..')
const conditions = existsSync(join(core, 'src')) ? [SOURCES] : []
const given = process.argv.slice(2)
// Ctrl-C reaches whatever is below as well; this process has to outlive it, so that the server stops.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {})

const isReady = conditions.every((condition) => process.execArgv.includes(condition))
process.exitCode = isReady ? await testPlugin() : await startAgain()

async function startAgain() {
  const node = await ensureNode(join(core, '..'))
  return run(node, [...conditions, here, ...given], process.env)
}

async function testPlugin() {
  const { startTestServer } = await import('@stowage/core/testing')
  const server = await startTestServer({ url: process.env.TEST_DATABASE_URL })
  try {
    const env = { ...process.env, TEST_PLATFORM: JSON.stringify([server.template]) }
    return await run(process.execPath, [...conditions, '--test', ...given], env)
  } finally {
    await server.stop()
  }
}

/** @returns the exit code */
function run(node, args, env) {
  const child = spawn(node, args, { stdio: 'inherit', env })
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}
