import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from 'react'

/** What may be wider than its place. While it is, the arrow keys scroll it, once Tab has come to it. */
export function ScrollX(props: { children: ReactNode; className?: string; style?: CSSProperties }) {
  const { children, className, style } = props
  const frame = useRef<HTMLDivElement>(null)
  const [isWide, setWide] = useState(false)
  useEffect(() => {
    const element = frame.current
    if (element === null) return undefined
    const measure = () => setWide(isCut(element))
    const watcher = new ResizeObserver(measure)
    watcher.observe(element)
    if (element.firstElementChild) watcher.observe(element.firstElementChild)
    return () => watcher.disconnect()
  }, [])
  return (
    <div
      ref={frame}
      className={className ? `scroll-x ${className}` : 'scroll-x'}
      style={style}
      {...(isWide ? { tabIndex: 0 } : {})}
    >
      {children}
    </div>
  )
}

function isCut({ scrollWidth, clientWidth, scrollHeight, clientHeight }: HTMLElement): boolean {
  return scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1
}
