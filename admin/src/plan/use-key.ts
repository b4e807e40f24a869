import { useEffect } from 'react'

/** Does something at a key, wherever nobody types. */
export function useKey(key: string, act: () => void, isWithControl = false): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isTyping =
        (event.target as HTMLElement).closest('input, textarea, select, [role=dialog]') !== null
      const isControl = event.ctrlKey || event.metaKey
      if (event.key === key && !isTyping && isControl === isWithControl && !event.altKey) act()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [key, act, isWithControl])
}
