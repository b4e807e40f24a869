import { readFile } from 'node:fs/promises'
import type { PluginDeclaration, Subscription } from '@stowage/sdk'
import type { ValidateFunction } from 'ajv'
import { type Static, type TObject, Type } from 'typebox'
import type {} from '../host/programs/program.service.ts'
import { compileSchema, createAjv } from '../http/json-schema.ts'
import { HostError } from './host-error.ts'
import { checkMessages } from './messages.ts'
import { findOpenObject } from './open-object.ts'
import { markProgram } from './program.ts'
import { shapeError } from './shape-error.ts'
import { Menu } from './validate-admin.ts'
import { validateDeclaration } from './validate-declaration.ts'

const closed = { additionalProperties: false }
/** Without a query or anything that could end a rule of a page's policy. */
const Path = Type.String({ pattern: '^/[A-Za-z0-9._~/-]*$', maxLength: 200 })
const Members = Type.Record(Type.String(), Type.Object({}))
const Sentences = Type.Optional(Type.Record(Type.String(), Type.String({ minLength: 1 })))

/** `stowage.plugin.json`, as far as it is more than a declaration. */
const ProgramFile = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    name: Type.String(),
    version: Type.String(),
    title: Type.Optional(Type.String()),
    requires: Type.Optional(Type.Object({})),
    address: Type.String(),
    settings: Type.Optional(Members),
    permissions: Type.Optional(Type.Record(Type.String(), Type.String())),
    fields: Type.Optional(Type.Record(Type.String(), Members)),
    messages: Type.Optional(
      Type.Record(Type.String(), Type.Object({ permissions: Sentences, words: Sentences }, closed)),
    ),
    rights: Type.Optional(Type.Array(Type.String(), { maxItems: 200, uniqueItems: true })),
    on: Type.Optional(Type.Record(Type.String(), Path)),
    screens: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
        Type.Object(
          {
            title: Type.String({ minLength: 1, maxLength: 60 }),
            at: Path,
            permission: Type.String(),
            menu: Type.Optional(Menu),
          },
          closed,
        ),
        closed,
      ),
    ),
  },
  closed,
)
type ProgramFile = Static<typeof ProgramFile>

/** A name or an IPv4 address: what the policy of a page can name as well. */
const ADDRESS = /^https?:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?\/?$/
/** A program that does not answer within this is told again later. */
const TELL_SECONDS = 20

const ajv = createAjv()
/** Most deployments have no such program, so it is compiled for the first. */
let checkShape: ValidateFunction | undefined

/** A file that did not change gives the same declaration, with all that was compiled of it. */
const known = new Map<string, { readonly text: string; readonly declaration: PluginDeclaration }>()

/**
 * Reads the `stowage.plugin.json` of a program of its own, in whatever language it is written, and makes the
 * declaration of it that every other plugin has: found, checked, switched, set up and listed like them.
 * @param folder what the program is most likely called
 * @throws HostError for a file that is no JSON, and with the code of whatever is wrong in it
 */
export async function readProgram(folder: string, path: string): Promise<PluginDeclaration> {
  const text = await readFile(path, 'utf8')
  const before = known.get(path)
  if (before?.text === text) return before.declaration
  const declaration = declarationOf(parse(folder, path, text))
  known.set(path, { text, declaration })
  return declaration
}

function parse(folder: string, path: string, text: string): ProgramFile {
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch (cause) {
    const { message } = cause as Error
    const sentence = `${path} is no JSON: ${message}. Mend the file, or take the program out.`
    throw Object.assign(new HostError('host.plugin_unreadable', folder, sentence), { cause })
  }
  checkShape ??= ajv.compile(ProgramFile)
  if (!checkShape(file)) throw shapeError(file, checkShape.errors!)
  return file as ProgramFile
}

function declarationOf(file: ProgramFile): PluginDeclaration {
  const { name, version, title, requires, permissions, settings, messages } = file
  const { on = {}, rights = [], screens = {} } = file
  const address = originOf(file)
  checkRights(name, rights)
  const plain: PluginDeclaration = {
    name,
    version,
    ...(title !== undefined && { title }),
    ...(requires && { requires }),
    ...(permissions && { permissions }),
    ...(settings && { settings: { schema: objectOf(settings) } }),
    ...(file.fields && { fields: fieldsOf(name, file.fields) }),
    on: Object.fromEntries(
      Object.entries(on).map(([event, at]) => [event, subscriptionOf(name, address + at)]),
    ),
  }
  validateDeclaration(plain)
  const program = markProgram(messages === undefined ? plain : { ...plain, messages }, {
    address,
    rights,
    screens: Object.entries(screens).map(([path, { at, ...screen }]) => ({
      path,
      url: address + at,
      ...screen,
    })),
  })
  // Only now it is known what there is to say: the titles of its screens stand beside the declaration.
  checkMessages(program)
  return program
}

function originOf({ name, address }: ProgramFile): string {
  if (ADDRESS.test(address) && URL.canParse(address)) return new URL(address).origin
  const sentence =
    `The program "${name}" runs at ${JSON.stringify(address)}, which is no address of a machine; write it ` +
    'like "https://quotes.example.com" or "http://10.0.0.7:4100", without a path.'
  throw new HostError('host.program_address', name, sentence)
}

function checkRights(name: string, rights: readonly string[]): void {
  if (!rights.includes('*')) return
  const sentence =
    `The program "${name}" asks for all rights by "*"; name in "rights" the permissions that it needs, ` +
    'such as "items.item.read".'
  throw new HostError('host.program_rights', name, sentence)
}

function objectOf(members: Readonly<Record<string, object>>): TObject {
  return { type: 'object', properties: members, ...closed } as unknown as TObject
}

/** One event at a time: what was acknowledged is not told again because the next one failed. */
function subscriptionOf(plugin: string, url: string): Subscription {
  return {
    from: 'enabled',
    batch: 1,
    timeLimitSeconds: TELL_SECONDS,
    run: (events, { services, signal }) => services.programs.tell({ plugin, url, events, signal }),
  }
}

function fieldsOf(
  plugin: string,
  declared: Readonly<Record<string, Readonly<Record<string, object>>>>,
): Record<string, TObject> {
  return Object.fromEntries(
    Object.entries(declared).map(([entity, members]) => {
      for (const [member, schema] of Object.entries(members))
        checkField(plugin, `${entity}.${member}`, schema)
      return [entity, objectOf(members)]
    }),
  )
}

function checkField(plugin: string, field: string, schema: object): void {
  let problem: string | undefined
  try {
    compileSchema(ajv, schema)
    const open = findOpenObject(schema)
    if (open !== undefined) problem = `write { "additionalProperties": false } at ${open}`
  } catch (error) {
    problem = (error as Error).message
  }
  if (problem === undefined) return
  const sentence = `The schema of the field "${field}" of the program "${plugin}" cannot be used: ${problem}.`
  throw new HostError('host.fields_invalid', plugin, sentence)
}
