import { useKey } from '../scan/use-scan.ts'
import { useWords } from '../words/words.ts'
import { Icon } from './icon.tsx'

interface KeypadProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onEnter: () => void
  /** With a point, for what is weighed or measured. */
  readonly hasPoint?: boolean
  readonly mostSigns?: number
}

/** Big keys for digits; the keys of a keyboard do the same. */
export function Keypad({ value, onChange, onEnter, hasPoint = false, mostSigns = 12 }: KeypadProps) {
  const { say, language } = useWords()
  const add = (sign: string) => {
    if (value.length < mostSigns && !(sign === '.' && value.includes('.'))) onChange(value + sign)
  }
  useKey((key) => {
    if (/^\d$/.test(key)) add(key)
    else if (hasPoint && (key === '.' || key === ',')) add('.')
    else if (key === 'Backspace') onChange(value.slice(0, -1))
    else if (key === 'Enter') onEnter()
    else return false
    return true
  })
  return (
    <div class="keypad">
      {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
        <Key key={digit} sign={digit} onPress={() => add(digit)} />
      ))}
      {hasPoint ? (
        <Key sign={language === 'fr' ? ',' : '.'} word={say('type.point')} onPress={() => add('.')} />
      ) : (
        <span />
      )}
      <Key sign="0" onPress={() => add('0')} />
      <button
        type="button"
        class="key"
        aria-label={say('type.delete')}
        onClick={() => onChange(value.slice(0, -1))}
      >
        <Icon name="backspace" size={30} />
      </button>
    </div>
  )
}

/** One big key. */
export function Key({ sign, word, onPress }: { sign: string; word?: string; onPress: () => void }) {
  return (
    <button type="button" class="key" {...(word ? { 'aria-label': word } : {})} onClick={onPress}>
      {sign}
    </button>
  )
}
