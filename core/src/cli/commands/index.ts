import type { Command } from '../command.ts'
import { backup } from './backup.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { help } from './help.ts'
import { importCommand } from './import.ts'
import { migrateCommand } from './migrate.ts'
import { makePluginKey } from './plugin-key.ts'
import { forgetPlugin } from './plugin-remove.ts'
import { disablePlugin, enablePlugin } from './plugin-switch.ts'
import { pluginsCommand } from './plugins.ts'
import { restore } from './restore.ts'
import { rotateSecrets } from './rotate-secrets.ts'
import { start } from './start.ts'
import { createUserCommand } from './user-create.ts'
import { letIn } from './user-let-in.ts'
import { resetPassword } from './user-reset.ts'
import { verify } from './verify.ts'

/** All commands by the words that call them. */
export const commands: ReadonlyMap<string, Command> = new Map([
  ['start', start],
  ['migrate', migrateCommand],
  ['plugins', pluginsCommand],
  ['plugin enable', enablePlugin],
  ['plugin disable', disablePlugin],
  ['plugin remove', forgetPlugin],
  ['plugin key', makePluginKey],
  ['verify', verify],
  ['backup', backup],
  ['restore', restore],
  ['doctor', doctor],
  ['secrets rotate', rotateSecrets],
  ['demo', demo],
  ['import', importCommand],
  ['user create', createUserCommand],
  ['user reset', resetPassword],
  ['user let-in', letIn],
  ['help', help],
])
