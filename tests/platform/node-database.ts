import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { createTestDatabase, type TestDatabase } from '../../core/src/testing/test-database.ts'

/** A database on the test server, and the settings by which nodes of their own use it. */
export interface NodeDatabase extends TestDatabase {
  readonly env: Readonly<Record<string, string>>
}

/** Clones the template for nodes that run as processes. Their commands need `--accept-data-loss`. */
export async function makeNodeHome(t: Test): Promise<NodeDatabase> {
  const home = await mkdtemp(join(tmpdir(), 'stowage-node-'))
  t.teardown(() => rm(home, { recursive: true, force: true }))
  const test = await createTestDatabase(t)
  const { ownerPassword, appPassword, appAllPassword, hookPassword, writerKey } = test.access.credentials
  const env = {
    PORT: '0',
    STOWAGE_HOME: join(home, 'home'),
    DATABASE_URL: test.adminUrl,
    STOWAGE_LOG_LEVEL: 'warn',
    STOWAGE_OWNER_PASSWORD: ownerPassword,
    STOWAGE_APP_PASSWORD: appPassword,
    STOWAGE_APP_ALL_PASSWORD: appAllPassword,
    STOWAGE_HOOK_PASSWORD: hookPassword,
    STOWAGE_WRITER_KEY: writerKey,
  }
  return { ...test, env }
}
