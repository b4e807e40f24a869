import { useEffect, useState } from 'preact/hooks'
import { useLine } from '../line/connection.ts'
import { useWords } from '../words/words.ts'
import { Icon } from './icon.tsx'

/** Whether the server is reached, and how full the battery is where the browser tells. */
export function Connection() {
  const { say } = useWords()
  const { isUp } = useLine()
  const percent = useBattery()
  return (
    <span class="connection">
      <span
        role="img"
        aria-label={say(isUp ? 'connection.on' : 'connection.off')}
        class={isUp ? '' : 'is-down'}
      >
        <Icon name={isUp ? 'wifi' : 'wifiOff'} />
      </span>
      {percent === undefined ? null : (
        <span role="img" aria-label={say('battery.word', { percent })}>
          {percent} %
        </span>
      )}
    </span>
  )
}

interface Battery extends EventTarget {
  readonly level: number
}

function useBattery(): number | undefined {
  const [percent, setPercent] = useState<number>()
  useEffect(() => {
    let battery: Battery | undefined
    const read = () => setPercent(battery && Math.round(battery.level * 100))
    const { getBattery } = navigator as { getBattery?: () => Promise<Battery> }
    getBattery
      ?.call(navigator)
      .then((found) => {
        battery = found
        battery.addEventListener('levelchange', read)
        read()
      })
      .catch(() => {})
    return () => battery?.removeEventListener('levelchange', read)
  }, [])
  return percent
}
