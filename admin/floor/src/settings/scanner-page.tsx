import { useState } from 'preact/hooks'
import { BackButton, Frame } from '../pieces/frame.tsx'
import { useScan } from '../scan/use-scan.ts'
import type { Scan } from '../scan/wedge.ts'
import { give } from '../signal/signal.ts'
import { useWords } from '../words/words.ts'

/** What a scanner sends, sign by sign: whether it sends the separators of element strings is seen here. */
export function ScannerPage({ onClose }: { onClose: () => void }) {
  const { say } = useWords()
  const [scan, setScan] = useState<Scan>()
  useScan((next) => {
    give('right')
    setScan(next)
  })
  return (
    <Frame screen="scanner" foot={<BackButton onPress={onClose} />}>
      <div>
        <h1>{say('menu.scanner')}</h1>
        <p class="soft">{say('scanner.help')}</p>
      </div>
      {scan ? (
        <ol class="signs-seen">
          {[...scan.code].map((sign, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a sign is what it is by its place
            <li key={index}>
              <b class="code">{sign < ' ' ? controlName(sign) : sign}</b>
              <span class="code">{sign.codePointAt(0)!.toString(16).padStart(2, '0')}</span>
            </li>
          ))}
        </ol>
      ) : (
        <p class="empty">{say('scanner.none')}</p>
      )}
    </Frame>
  )
}

function controlName(sign: string): string {
  return sign === '\x1d' ? 'GS' : '·'
}
