import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { hostImports } from './host-imports.ts'

const LIMIT_BYTES = 5 * 1024 * 1024

/** What to build, and where to. */
export interface AdminBuild {
  /** The file that exports the plugin's screens, slots and pages by name. */
  readonly entry: string
  /** The folder that the built file goes to; it is made where it is not there. */
  readonly out: string
}

/** One built file; `admin.entry` of the declaration names it. */
export interface BuiltAdminEntry {
  readonly file: string
  readonly bytes: number
  /** What the file exports, which slots and pages name as their components. */
  readonly exports: readonly string[]
}

/**
 * Builds a plugin's screens into one ES module, which the desk loads at run time. What the desk hands out
 * stays outside of it, all else is packed in.
 * @throws Error when the entry imports what belongs to the desk and is not handed out, or does not build
 */
export async function buildAdminEntry({ entry, out }: AdminBuild): Promise<BuiltAdminEntry> {
  const bundle = await rolldown({
    input: entry,
    platform: 'browser',
    plugins: [hostImports()],
    transform: {
      jsx: { runtime: 'automatic', development: false },
      define: { 'process.env.NODE_ENV': '"production"' },
    },
    onLog(level, log, handle) {
      if (level === 'warn' && log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message)
      handle(level, log)
    },
  })
  try {
    const { output } = await bundle.generate({
      format: 'es',
      minify: true,
      codeSplitting: false,
      entryFileNames: 'admin-[hash].js',
    })
    const chunk = output[0]
    const extra = output.slice(1).map(({ fileName }) => fileName)
    if (extra.length > 0) {
      throw new Error(
        `The screens of ${entry} are one file of JavaScript; leave out what makes ${extra.join(', ')}.`,
      )
    }
    const bytes = Buffer.byteLength(chunk.code)
    if (bytes > LIMIT_BYTES)
      throw new Error(`The screens of ${entry} have ${bytes} bytes; ${LIMIT_BYTES} is the most.`)
    const file = join(out, chunk.fileName)
    await mkdir(out, { recursive: true })
    await writeFile(file, chunk.code)
    return { file, bytes, exports: chunk.exports }
  } finally {
    await bundle.close()
  }
}
