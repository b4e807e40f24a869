import { call, Trouble } from '@stowage/admin'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Kind } from './print-choices.tsx'
import { wordsOf } from './words.ts'

/** What is to be seen: a template or a design, of a thing or a sample. */
export interface PreviewWish {
  readonly kind: Kind
  readonly template?: string
  readonly design?: object
  readonly thing?: string
  readonly resolution?: number
}

interface Answer {
  readonly picture: string
  readonly zpl: string
  readonly width: number
  readonly height: number
  readonly notices: readonly { readonly code: string; readonly message: string }[]
}

const settleMs = 300
const pixelsPerMillimetre = 3.78

/** The label as a printer prints it, drawn anew a moment after the last change. */
export function LabelPreview({ wish }: { readonly wish: PreviewWish }) {
  const words = wordsOf()
  const settled = useSettled(JSON.stringify(wish))
  const { data, error } = useQuery({
    queryKey: ['labels', 'preview', settled],
    queryFn: ({ signal }) =>
      call<Answer>('/labels/preview', { method: 'POST', body: JSON.parse(settled), signal }),
    // What was there stays until the next one is drawn.
    placeholderData: (before: Answer | undefined) => before,
    retry: false,
    staleTime: 0,
  })
  return (
    <figure className="stack" style={{ margin: 0, gap: 8 }} aria-label={words.preview}>
      {error ? <Trouble error={error} /> : null}
      {data ? (
        <>
          <img
            src={`data:image/png;base64,${data.picture}`}
            alt={words.previewOf}
            style={{
              width: data.width * pixelsPerMillimetre,
              maxWidth: '100%',
              background: '#fff',
              border: '1px solid var(--line)',
            }}
          />
          {data.notices.map(({ code, message }, place) => (
            <p key={`${code} ${place}`} className="small" style={{ margin: 0 }} role="status">
              {message}
            </p>
          ))}
          <details>
            <summary className="small">{words.zpl}</summary>
            <pre className="code" style={{ overflow: 'auto', maxHeight: 240 }}>
              {data.zpl}
            </pre>
          </details>
        </>
      ) : (
        <p className="muted small">{words.drawing}</p>
      )}
    </figure>
  )
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settleMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
