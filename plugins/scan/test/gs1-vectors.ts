import { existsSync, readFileSync } from 'node:fs'

/** Where GS1's vectors lie: beside the repository, because a megabyte of them is not ours to carry. */
const FOLDERS = ['../../../../shared/data/gs1/', '../../../../../shared/data/gs1/'].map(
  (path) => new URL(path, import.meta.url),
)
const folder = FOLDERS.find((place) => existsSync(place))

/** Why tests that need the vectors are left out, where they are. */
export const withoutVectors: { skip?: string } =
  folder === undefined ? { skip: 'the folder shared/data/gs1 does not lie beside the repository' } : {}

/** The vectors of one file. */
export function vectorsOf<Of = Readonly<Record<string, string>>>(file: string): readonly (Of & Told)[] {
  return JSON.parse(textOf(`${file}.json`)).vectors
}

/** What many of the vectors have. */
export interface Told {
  readonly valid: boolean
  readonly options?: Readonly<Record<string, string>>
}

/** The text of one of the files. */
export function textOf(file: string): string {
  return readFileSync(new URL(file, folder), 'utf8')
}
