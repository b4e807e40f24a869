import type { Command } from '../command.ts'
import { help } from './help.ts'
import { migrateCommand } from './migrate.ts'
import { start } from './start.ts'
import { createUserCommand } from './user-create.ts'
import { resetPassword } from './user-reset.ts'

/** All commands by the words that call them. */
export const commands: ReadonlyMap<string, Command> = new Map([
  ['start', start],
  ['migrate', migrateCommand],
  ['user create', createUserCommand],
  ['user reset', resetPassword],
  ['help', help],
])
