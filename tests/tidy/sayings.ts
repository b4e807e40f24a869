import { parseAst } from 'rolldown/parseAst'

/*
 * Reads what a screen says from its source: the sentences that it hands to `say`, and the texts that it shows
 * without. A text is what people read: what stands between tags, in a label or another attribute of words,
 * and any string that looks like words and is no value of something that holds none, such as a path or a
 * class.
 */

/** A sentence that is said, with the names of what it is told. */
export interface Saying {
  readonly sentence: string
  readonly told: readonly string[]
  readonly line: number
  /** Said while the file is loaded, before anybody knows the reader's language. */
  readonly isEarly: boolean
}

/** A text that is shown as it stands, whoever reads it. */
export interface Unsaid {
  readonly text: string
  readonly line: number
}

interface Node {
  readonly type: string
  readonly start: number
  // biome-ignore lint/suspicious/noExplicitAny: the tree has a hundred kinds of nodes
  readonly [member: string]: any
}

type Judge = (text: string) => boolean

const WORDLESS = new RegExp(
  '^(class|className|style|sx|d|viewBox|to|href|path|source|resource|reference|id|key|type|role|rel|' +
    'target|needs|' +
    'autoComplete|variant|size|color|fill|stroke|transform|font|padding|margin|border|background|boxShadow|' +
    'gridTemplateColumns|method|code|pattern|entry|component|topic|event|sort|field|order|icon|in|as|mode|tint|' +
    'align|htmlFor|at|kind|queryKey|whiteSpace|display|placement|inputMode|accept|Accept|baseName)$',
)
const WORDY = new RegExp(
  '^(label|title|placeholder|aria-label|aria-roledescription|alt|noun|word|what|verb|helperText|help|create|' +
    'search|all|hint|fact|empty|says)$',
)
/** Elements whose text is the same in every language. */
const LITERAL = ['code', 'kbd', 'style']
const SAYS = ['say', 'sayParts']

/** What a source file says, and what it shows without. */
export function sayingsIn(source: string): { readonly said: Saying[]; readonly unsaid: Unsaid[] } {
  const reader = new Reader(source)
  reader.walk(parseAst(source, { lang: 'tsx' }) as unknown as Node)
  const { said, unsaid, calledEarly } = reader
  const isEarly = ({ isEarly, within }: Found) => isEarly || calledEarly.has(within)
  return { said: said.map((saying) => ({ ...saying, isEarly: isEarly(saying) })), unsaid }
}

interface Found extends Saying {
  /** The name in the file that it stands under. */
  readonly within: string
}

class Reader {
  readonly said: Found[] = []
  /** Names that are called while the file is loaded. */
  readonly calledEarly = new Set<string>()
  readonly unsaid: Unsaid[] = []
  readonly #source: string
  readonly #atOnce = new Set<Node>()
  #depth = 0
  #within = ''

  constructor(source: string) {
    this.#source = source
  }

  walk(node: Node): void {
    if (/^(Import|ExportAll|TSInterface|TSTypeAlias|TSType)/.test(node.type)) return
    // What a call is given while the file is loaded is mostly called there and then: `kinds.map((kind) =>
    // …)`.
    const isLater = /Function|^Class/.test(node.type) && !this.#atOnce.has(node)
    const named = this.#depth === 0 && /^(VariableDeclarator|FunctionDeclaration)$/.test(node.type)
    if (named) this.#within = node.id?.name ?? ''
    if (isLater) this.#depth++
    this.#read(node)
    if (isLater) this.#depth--
  }

  #read(node: Node): void {
    switch (node.type) {
      case 'JSXElement':
      case 'JSXFragment':
        this.#element(node)
        return
      case 'JSXAttribute':
        this.#named(String(node.name.name), node.value)
        return
      case 'Property':
        this.#named(node.key.name ?? String(node.key.value), node.value)
        return
      case 'CallExpression':
      case 'NewExpression':
        this.#call(node)
        return
      case 'ObjectExpression':
        this.#object(node)
        return
      case 'TemplateLiteral':
        this.#template(node)
        return
      case 'ReturnStatement':
        this.#each([node.argument], looksSaid)
        return
      case 'VariableDeclarator':
        this.#each([node.init], looksSaid)
        return
      case 'AssignmentPattern':
        this.#shown(node.right, looksSaid)
        return
      case 'AssignmentExpression':
        this.walk(node.left)
        this.#each([node.right], isSentence)
        return
      case 'ArrayExpression':
        this.#each(node.elements, looksSaid)
        return
      case 'ArrowFunctionExpression':
        this.#each(node.params, () => false)
        this.#shown(node.body, looksSaid)
        return
      default:
        for (const member of Object.values(node)) this.#each([member].flat(), () => false)
    }
  }

  /** Sentences are looked for among what a function is given, but for an assertion, which nobody reads. */
  #call(node: Node): void {
    const name = node.callee.name ?? node.callee.property?.name
    if (SAYS.includes(name)) {
      this.#saying(node)
      return
    }
    if (name === 'Error') return
    if (this.#depth === 0) {
      this.calledEarly.add(name)
      for (const argument of node.arguments) this.#atOnce.add(argument)
    }
    this.walk(node.callee)
    const isRead = name === 'notify' || name === 'HttpError' ? hasLetters : isSentence
    this.#each(node.arguments, name === 'useState' ? looksSaid : isRead)
  }

  #saying(node: Node): void {
    const [first, told] = node.arguments as Node[]
    const sentence = first && textOf(first)
    // What is told may hold sentences itself.
    this.#each(node.arguments.slice(1), () => false)
    if (sentence === undefined) {
      this.#tell(node, 'say() of what is not written there')
      return
    }
    const names = (told?.properties ?? []).map(({ key }: Node) => String(key?.name))
    this.said.push({
      sentence,
      told: names,
      line: this.#lineOf(node),
      isEarly: this.#depth === 0,
      within: this.#within,
    })
  }

  /** An attribute, or a member of an object: some names never hold words, some hold nothing else. */
  #named(name: string, value: Node | null): void {
    if (value === null) return
    const inner = value.type === 'JSXExpressionContainer' ? value.expression : value
    // A narrow screen writes the head of a column before its cells: `content: attr(data-word)`.
    const isData = name.startsWith('data-') && name !== 'data-word'
    if (!WORDLESS.test(name) && !isData) {
      this.#shown(inner, WORDY.test(name) || name === 'data-word' ? hasLetters : looksSaid)
      return
    }
    if (inner.type === 'TemplateLiteral') this.#each(inner.expressions, () => false)
    else if (inner.type !== 'Literal') this.walk(inner)
  }

  /** What can be chosen has an id, and a name that people read. */
  #object({ properties }: Node): void {
    const keys = properties.map(({ key }: Node) => key?.name)
    const isChoice = keys.includes('id') && !keys.includes('resource')
    for (const property of properties as Node[]) {
      if (property.key?.name === 'name' && isChoice) this.#shown(property.value, hasLetters)
      else this.walk(property)
    }
  }

  #element(node: Node): void {
    this.#each(node.openingElement?.attributes ?? [], () => false)
    const isLiteral = LITERAL.includes(node.openingElement?.name.name)
    for (const child of node.children as Node[]) {
      if (child.type !== 'JSXText') this.#shown(child, isLiteral ? () => false : hasLetters)
      else if (!isLiteral && hasLetters(child.value)) this.#tell(child, child.value.trim())
    }
  }

  /** An expression whose value may be read by people. */
  #shown(node: Node, isRead: Judge): void {
    const text = textOf(node)
    if (text !== undefined) {
      if (isRead(text)) this.#tell(node, text)
      return
    }
    switch (node.type) {
      case 'JSXExpressionContainer':
      case 'ParenthesizedExpression':
        this.#each([node.expression], isRead)
        return
      case 'TemplateLiteral':
        this.#template(node)
        return
      case 'ConditionalExpression':
        this.walk(node.test)
        this.#each([node.consequent, node.alternate], isRead)
        return
      case 'LogicalExpression':
        this.#each([node.left, node.right], isRead)
        return
      default:
        this.walk(node)
        return
    }
  }

  /** A text with values in it: words beside a value are read, unless they are a path, a class or a unit. */
  #template(node: Node): void {
    const written = node.quasis.map(({ value }: Node) => value.cooked).join('…')
    const words = written.replace(/(?<=… ?)(mm|kg|ms)$/, '')
    const isRead = / \p{L}{2,}|\p{L}{2,}:? /u.test(words) && !/[/#=<>\\]|--|-…|Stowage/.test(words)
    if (isRead) this.#tell(node, written)
    this.#each(node.expressions, () => false)
  }

  #each(nodes: readonly unknown[], isRead: Judge): void {
    for (const node of nodes) if (isNode(node)) this.#shown(node, isRead)
  }

  #tell(node: Node, text: string): void {
    this.unsaid.push({ text, line: this.#lineOf(node) })
  }

  #lineOf({ start }: Node): number {
    return this.#source.slice(0, start).split('\n').length
  }
}

/** A text as it stands in the source, in one piece or in several. */
function textOf(node: Node): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type !== 'BinaryExpression' || node.operator !== '+') return undefined
  const [left, right] = [textOf(node.left), textOf(node.right)]
  return left === undefined || right === undefined ? undefined : left + right
}

function hasLetters(text: string): boolean {
  return /\p{L}{2}|^\p{L}$/u.test(text.replace(/&\w+;|^https?:/g, ''))
}

/** Two words, or one that begins like a sentence; addresses, codes and lists of classes are neither. */
function looksSaid(text: string): boolean {
  if (!hasLetters(text) || /^[/#.]|^https?:|[{}<>=;]|--|\$\{/.test(text)) return false
  return /^\p{Lu}\p{Ll}+([\s.,:…?]|$)/u.test(text) || /\p{L}[,:]? \p{L}/u.test(text)
}

function isSentence(text: string): boolean {
  return /^\p{Lu}.*\p{L} \p{L}/su.test(text) && looksSaid(text)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'
}
