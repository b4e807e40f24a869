import { type ReactNode, useEffect } from 'react'

/** A page's title, one muted fact beside it, and its actions at the right, the filled one last. */
export function PageHead(props: { title: string; over?: ReactNode; fact?: ReactNode; actions?: ReactNode }) {
  const { title, over, fact, actions } = props
  useEffect(() => {
    document.title = `${title} · Stowage`
  }, [title])
  return (
    <div className="page-head">
      {over ? <div className="crumbs">{over}</div> : null}
      <h1>{title}</h1>
      {fact ? <div className="fact">{fact}</div> : null}
      {actions ? <div className="actions">{actions}</div> : null}
    </div>
  )
}
