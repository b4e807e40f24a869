import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { en as floorEnglish } from '../../admin/floor/src/words/en.ts'
import { fr as floorFrench } from '../../admin/floor/src/words/fr.ts'
import { sayingsIn } from './sayings.ts'
import { root, sourceFiles } from './source-files.ts'

/** Dictionaries, and what has no words. */
const wordless = /^admin\/src\/(theme|words)\/|providers\/words\.ts$/
const dictionary = 'admin/src/words/french.json'
const french: Readonly<Record<string, string>> = JSON.parse(readFileSync(join(root, dictionary), 'utf8'))
const screens = sourceFiles(/^admin\/src\/.*\.tsx?$/)
  .filter(({ path }) => !wordless.test(path))
  .map(({ path, text }) => ({ path, ...sayingsIn(text) }))
const said = screens.flatMap(({ path, said }) => said.map((saying) => ({ at: path, ...saying })))
const sentences = new Set(said.map(({ sentence }) => sentence))
const floorSources = () => sourceFiles(/^admin\/floor\/src\/(?!words\/(en|fr)\.ts).*\.tsx?$/)
const UNWRITTEN = 'say() of what is not written there'
/** Languages by their own names, ours, and a library's way to read. */
const NAMES = new Set(['English', 'Français', 'Stowage', 'Plain'])
/** Words of the floor that both languages share. */
const SAME = new Set([
  'badge.where',
  'kind.lot',
  'figure.lot',
  'camera.word',
  'menu.open',
  'menu.vibration',
  'type.field',
  'type.letters',
  'type.numbers',
])
const namesIn = (text: string) => [...new Set(text.match(/(?<=\{)[a-z]\w*(?=\})/g) ?? [])].sort().join()
const placed = (
  found: readonly { readonly at: string; readonly line: number; readonly sentence: string }[],
) => found.map(({ at, line, sentence }) => `${at}:${line} ${sentence}`)

t.test('whatever a screen shows, it says in the language of whoever reads it', async (t) => {
  const unsaid = screens.flatMap(({ path, unsaid }) =>
    unsaid.map(({ text, line }) => `${path}:${line} ${text}`),
  )
  t.same(unsaid, [], "put these into say('…'); admin/docs/WORDS.md tells how")
  const early = said.filter(({ isEarly }) => isEarly)
  t.same(placed(early), [], 'these are said while the file is loaded; make a function of what holds them')
  t.ok(sentences.size > 1_000, `${sentences.size} sentences were found`)
})

t.test('the floor says nothing that is not in its dictionary', async (t) => {
  const sources = floorSources()
  t.ok(sources.length > 30, `${sources.length} files of the floor are read`)
  const unsaid = sources.flatMap(({ path, text }) =>
    // By which key is said what is chosen, TypeScript knows: it has to be one of the dictionary.
    sayingsIn(text)
      .unsaid.filter(({ text }) => text !== UNWRITTEN && !(text in floorEnglish) && !NAMES.has(text))
      .map(({ text, line }) => `${path}:${line} ${text}`),
  )
  t.same(unsaid, [], 'put these into admin/floor/src/words/en.ts and fr.ts')
})

t.test('the floor says everything in both languages, with the same facts, and nothing in vain', async (t) => {
  const all = floorSources()
    .map(({ text }) => text)
    .join()
  t.same(Object.keys(floorFrench), Object.keys(floorEnglish))
  for (const [word, sentence] of Object.entries(floorEnglish)) {
    t.equal(namesIn(floorFrench[word as keyof typeof floorEnglish]), namesIn(sentence), word)
    const [family, member] = word.split('.')
    const isChosen = new RegExp(`\`${family}\\.\\$\\{|\`\\$\\{\\w+\\}\\.${member}\``)
    t.ok(all.includes(`'${word}'`) || isChosen.test(all), `${word} is said`)
  }
  const same = Object.entries(floorEnglish).filter(
    ([word, sentence]) => floorFrench[word as keyof typeof floorEnglish] === sentence && !SAME.has(word),
  )
  t.same(same, [], 'these are English in both')
})

t.test('whatever a screen says in English, it says in French', async (t) => {
  const missing = [...sentences].filter((sentence) => !french[sentence])
  t.same(
    missing.map((sentence) => `${JSON.stringify(sentence)}: "",`),
    [],
    `write these in French into ${dictionary}`,
  )
})

t.test('no French sentence outlives the one that it says', async (t) => {
  const idle = Object.keys(french).filter((sentence) => !sentences.has(sentence))
  t.same(idle, [], `take these out of ${dictionary}`)
})

t.test('a sentence is told all that it names, and names the same in both languages', async (t) => {
  const untold = said.filter(({ sentence, told }) => namesIn(sentence) !== [...told].sort().join())
  t.same(placed(untold), [])
  const differing = Object.entries(french).filter(([english, words]) => {
    const hasForms = english.includes(' | ') || words.includes(' | ')
    if (!hasForms) return namesIn(english) !== namesIn(words)
    // One of the two forms may go without the count: "One line | {count} lines".
    return (
      english.includes(' | ') !== words.includes(' | ') || namesIn(`${english}{count}`) !== namesIn(words)
    )
  })
  t.same(differing, [])
})

t.test('the dictionary stands in the order of its English', async (t) => {
  const keys = Object.keys(french)
  t.same(
    keys,
    keys.toSorted((one, other) => one.localeCompare(other, 'en')),
  )
})

t.test('a text that goes round is found wherever it hides, and what is no text is left alone', async (t) => {
  const found = (source: string) => sayingsIn(source).unsaid.map(({ text }) => text)
  t.same(found('const x = () => <b>Post receipt</b>'), ['Post receipt'])
  t.same(found('const x = () => <input aria-label="lot" />'), ['lot'])
  t.same(found("const kinds = [{ id: 'issue', name: 'Issue' }]"), ['Issue'])
  t.same(found(['notify(`$', '{count} moved`)'].join('')), ['… moved'])
  t.same(found("const x = () => (isLast ? 'Begin' : next)"), ['Begin'])
  t.same(found('const x = () => say(sentence)'), ['say() of what is not written there'])
  t.same(found('const x = () => <a href="/items" className="a b">{row.name}</a>'), [])
  t.same(found("const x = () => <b>{say('Post receipt')}</b>"), [])
})

t.test('a sentence that is said while its file is loaded is told apart', async (t) => {
  const isEarly = (source: string) => sayingsIn(source).said.map((saying) => saying.isEarly)
  t.same(isEarly("const title = say('Stock')"), [true])
  t.same(isEarly("const verbs = kinds.map(() => say('Post'))"), [true])
  t.same(isEarly("const words = () => [say('Post')]; const all = Object.values(words())"), [true])
  t.same(isEarly("const title = () => say('Stock')"), [false])
})
