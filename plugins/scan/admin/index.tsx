import { PageHead } from '@stowage/admin'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react'
import { Link } from 'react-router-dom'
import { readScan, withoutSuffix } from '../src/gs1/read-scan.ts'
import { symbologyOf } from '../src/gs1/symbology.ts'
import { diagnose, testBars } from '../src/scanner-test/diagnose.ts'
import { bytesOf, KeyText } from '../src/scanner-test/received.ts'
import { sayProblem } from '../src/words/say.ts'
import { wordsOf } from './words.ts'

/** After the last key of a scan. */
const pauseMs = 200

interface Received {
  readonly text: string
  readonly otherKeys: readonly string[]
}

/** Tests a scanner: what arrives of the barcode on the page, byte by byte, and what is to be mended. */
export function ScannerTest() {
  const { words } = wordsOf()
  const [received, setReceived] = useState<Received>()
  const keys = useReceiver(setReceived)
  return (
    <>
      <PageHead title={words.title} />
      <div className="stack" style={{ maxWidth: 960 }}>
        <section className="card pad stack">
          <p style={flush}>{words.introduction}</p>
          <div className="row wrap" style={{ alignItems: 'flex-start', gap: 24 }}>
            <Barcode title={words.barcode} />
            <label className="stack" style={{ gap: 4, flex: 1, minWidth: 220 }}>
              <span className="strong">{words.field}</span>
              {/* biome-ignore lint/a11y/noAutofocus: the page is there to be scanned into */}
              <textarea rows={3} value="" autoFocus spellCheck={false} style={fieldStyle} {...keys} />
            </label>
          </div>
        </section>
        {received ? <Report {...received} /> : <p className="muted">{words.waiting}</p>}
      </div>
    </>
  )
}

/** The stack keeps things apart; nothing adds to it. */
const flush = { margin: 0 }

const fieldStyle = {
  font: 'var(--type-code)',
  color: 'var(--text)',
  background: 'var(--canvas)',
  border: '1px solid var(--muted)',
  borderRadius: 6,
  padding: 8,
}

/** Collects what is typed into a field until it rests, and shows none of it there. */
function useReceiver(onReceived: (received: Received) => void) {
  const current = useRef<KeyText>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const receiving = () => {
    current.current ??= new KeyText()
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const { text, otherKeys } = current.current!
      current.current = undefined
      if (text !== '' || otherKeys.length > 0) onReceived({ text, otherKeys })
    }, pauseMs)
    return current.current
  }
  return {
    onKeyDown(event: KeyboardEvent) {
      // Tab by itself goes on to the next field, as everywhere; at the end of a scan it is the scanner's.
      if (event.key === 'Tab' && current.current === undefined) return
      const isPaste = event.key.toLowerCase() === 'v' && (event.ctrlKey || event.metaKey)
      if (isPaste || event.nativeEvent.isComposing) return
      event.preventDefault()
      receiving().press({ key: event.key, isControl: event.ctrlKey, isAlt: event.altKey })
    },
    onKeyUp(event: KeyboardEvent) {
      if (event.key === 'Alt') current.current?.releaseAlt()
    },
    onPaste(event: ClipboardEvent) {
      event.preventDefault()
      receiving().add(event.clipboardData.getData('text'))
    },
    // Android's keyboards tell no keys: what they write comes as text.
    onChange(event: { readonly target: HTMLTextAreaElement }) {
      receiving().add(event.target.value.replaceAll('\n', '\r'))
    },
  }
}

function Report({ text, otherKeys }: Received) {
  const { words } = wordsOf()
  return (
    <>
      <Findings text={text} />
      <section className="card pad stack" aria-label={words.received}>
        <h2 style={flush}>{words.received}</h2>
        <dl className="row wrap" style={{ gap: 16, margin: 0 }}>
          <div>
            <dt className="muted small">{words.kind}</dt>
            <dd style={{ margin: 0 }}>{kindOf(text) ?? words.noKind}</dd>
          </div>
          {otherKeys.length > 0 && (
            <div>
              <dt className="muted small">{words.otherKeys}</dt>
              <dd style={{ margin: 0 }}>{otherKeys.join(' ')}</dd>
            </div>
          )}
        </dl>
        <Bytes text={text} />
      </section>
      <Meaning text={text} />
    </>
  )
}

function kindOf(text: string): string | undefined {
  const identifier = text.slice(0, 3)
  const symbology = symbologyOf(identifier)
  return symbology && `${symbology.name} (${identifier})`
}

/** Each byte with what it stands for; control characters stand out. */
function Bytes({ text }: { readonly text: string }) {
  const { words } = wordsOf()
  const bytes = bytesOf(text)
  return (
    <>
      <p className="muted small" style={flush}>
        {words.bytes.replace('{count}', String(bytes.length))}
      </p>
      <ol className="row wrap" style={{ gap: 4, listStyle: 'none', padding: 0, margin: 0 }}>
        {bytes.map(({ hex, shown }, place) => (
          <li key={place} style={{ textAlign: 'center', minWidth: 26, fontWeight: hex < '21' ? 700 : 400 }}>
            <div className="code">{hex}</div>
            <div className="small muted">{shown}</div>
          </li>
        ))}
      </ol>
    </>
  )
}

function Findings({ text }: { readonly text: string }) {
  const { words, findings } = wordsOf()
  return (
    <section className="card pad stack" aria-label={words.findings}>
      <h2 style={flush}>{words.findings}</h2>
      <ul className="stack" style={{ listStyle: 'none', padding: 0, margin: 0, gap: 10 }} aria-live="polite">
        {diagnose(text).map(({ finding, isInOrder, sign = '' }) => (
          <li key={finding} className="row" style={{ alignItems: 'flex-start' }}>
            <span className={`chip ${isInOrder ? 'available' : 'damaged'}`}>
              {isInOrder ? <IconCircleCheck className="icon s" /> : <IconAlertTriangle className="icon s" />}
              {isInOrder ? words.inOrder : words.toMend}
            </span>
            <span>{findings[finding].replaceAll('{sign}', sign)}</span>
          </li>
        ))}
      </ul>
      <p style={flush}>
        <Link to="/host/plugins/scan">{words.settings}</Link>
      </p>
    </section>
  )
}

/** What the parser makes of it, as everywhere else. */
function Meaning({ text }: { readonly text: string }) {
  const { words } = wordsOf()
  const { elements, problems } = readScan(withoutSuffix(text))
  const language = document.documentElement.lang
  return (
    <section className="card pad stack" aria-label={words.says}>
      <h2 style={flush}>{words.says}</h2>
      {elements.length > 0 && (
        <p className="code" style={flush}>
          {elements.map(({ ai, value }) => `(${ai}) ${value}`).join('  ')}
        </p>
      )}
      {problems.map((problem) => (
        <p style={flush} key={`${problem.code} ${problem.ai}`}>
          {sayProblem(problem, language)}
        </p>
      ))}
    </section>
  )
}

const moduleWidth = 2
const height = 96
/** Ten modules of white on each side, as GS1 asks for. */
const quietZone = 10 * moduleWidth

/** The test code in black on white, whatever the theme: scanners read no other. */
function Barcode({ title }: { readonly title: string }) {
  let at = quietZone
  const bars = testBars.flatMap((modules, place) => {
    const x = at
    at += modules * moduleWidth
    return place % 2 === 0 ? [{ x, width: modules * moduleWidth }] : []
  })
  const width = at + quietZone
  return (
    <figure style={{ margin: 0, minWidth: 0 }}>
      <svg
        role="img"
        aria-label={title}
        width={width}
        height={height + 16}
        style={{ maxWidth: '100%', height: 'auto' }}
        viewBox={`0 0 ${width} ${height + 16}`}
      >
        <rect width={width} height={height + 16} fill="#fff" />
        {bars.map((bar) => (
          <rect key={bar.x} x={bar.x} y={8} width={bar.width} height={height} fill="#000" />
        ))}
      </svg>
      <figcaption className="muted small" style={{ overflowWrap: 'anywhere' }}>
        {title}
      </figcaption>
    </figure>
  )
}
