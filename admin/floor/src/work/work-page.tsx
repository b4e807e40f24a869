import { useEffect, useMemo, useState } from 'preact/hooks'
import { onLine, useLine, watch } from '../line/connection.ts'
import { unsettledOfOthers } from '../line/unsettled.ts'
import type { Device, Person } from '../person/person.ts'
import { Ask, Button, Frame } from '../pieces/frame.tsx'
import { Icon } from '../pieces/icon.tsx'
import { CameraView } from '../scan/camera-view.tsx'
import { useScan } from '../scan/use-scan.ts'
import { MenuPage } from '../settings/menu-page.tsx'
import { currentSettings } from '../settings/settings.ts'
import { clockWord, say as sayIn, timeWord, useWords } from '../words/words.ts'
import { NoticeView } from './notice-view.tsx'
import { StepView } from './step-view.tsx'
import type { LastMove, Mode, WorkState } from './steps.ts'
import { TypePage } from './type-page.tsx'
import { Work } from './work.ts'

const ASK_AGAIN_MS = 5_000

interface WorkPageProps {
  readonly me: Person
  readonly device: Device
  readonly onLogOut: () => void
  /** The server may not know him any more. */
  readonly onDoubt: () => void
}

/** What somebody does all day: look what is here, and take it elsewhere by two scans. */
export function WorkPage({ me, device, onLogOut, onDoubt }: WorkPageProps) {
  const { work, state } = useWork(me, device.site)
  const { say } = useWords()
  const [tool, setTool] = useState<'type' | 'camera' | 'menu'>()
  const close = () => setTool(undefined)
  useScan((scan) => {
    close()
    void work.take(scan)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: one stream for one person's work
  useEffect(() => watch({ onStock: (ids) => work.stockMoved(ids), onEnd: onDoubt }), [work])
  if (state.notice && state.notice.is !== 'done') return <NoticeView notice={state.notice} work={work} />
  if (tool === 'menu') return <MenuPage me={me} device={device} onClose={close} onLogOut={onLogOut} />
  if (tool === 'type') return <TypePage work={work} onClose={close} />
  if (tool === 'camera') return <CameraView onClose={close} />
  return (
    <>
      <Frame
        screen={`work-${state.step.at}`}
        bar={<PersonButton me={me} device={device} onPress={() => setTool('menu')} />}
        foot={
          <Foot work={work} state={state} onType={() => setTool('type')} onCamera={() => setTool('camera')} />
        }
      >
        <LineBand />
        {state.missed === undefined ? null : (
          <Band icon="alert">{say('line.missed', { code: state.missed })}</Band>
        )}
        {state.step.at === 'start' ? (
          <Tabs mode={state.mode} onChange={(mode) => work.setMode(mode)} />
        ) : null}
        <StepView work={work} state={state} />
      </Frame>
      {state.notice ? <NoticeView notice={state.notice} work={work} /> : null}
    </>
  )
}

/** The work of a person, and its state as it is drawn. */
function useWork(me: Person, site: string): { work: Work; state: WorkState } {
  const [, setState] = useState<WorkState>()
  const work = useMemo(
    () =>
      new Work({
        me,
        site,
        say: (word, facts) => sayIn(currentSettings().language, word, facts),
        tell: setState,
      }),
    [me, site],
  )
  useEffect(() => {
    const again = () => void work.askAgain()
    again()
    const timer = setInterval(again, ASK_AGAIN_MS)
    const end = onLine(again)
    return () => {
      clearInterval(timer)
      end()
    }
  }, [work])
  return { work, state: work.state }
}

function PersonButton({
  me,
  device,
  onPress,
}: Pick<WorkPageProps, 'me' | 'device'> & { onPress: () => void }) {
  const { say } = useWords()
  return (
    <button type="button" class="person" onClick={onPress}>
      <Icon name="user" />
      <span class="hidden">{say('menu.open')}</span>
      <span>{me.name}</span>
      <small>{device.name}</small>
    </button>
  )
}

/** What stays true whatever is scanned: no line, or somebody's move without an outcome. */
function LineBand() {
  const { say, language } = useWords()
  const { isUp, downSince } = useLine()
  const [other] = unsettledOfOthers()
  if (!isUp && downSince !== undefined) {
    return <Band icon="wifiOff">{say('line.since', { time: clockWord(downSince, language) })}</Band>
  }
  return other ? <Band icon="help">{say('unsettled.other', { name: other.personName })}</Band> : null
}

/** A dashed band that stays. */
function Band({ icon, children }: { icon: 'wifiOff' | 'help' | 'alert'; children: string }) {
  return (
    <p class="band dashed" role="status">
      <Icon name={icon} />
      {children}
    </p>
  )
}

function Tabs({ mode, onChange }: { mode: Mode; onChange: (mode: Mode) => void }) {
  const { say } = useWords()
  return (
    <fieldset class="tabs">
      <legend class="hidden">{say('tabs.label')}</legend>
      {(['look', 'move'] as const).map((one) => (
        <button key={one} type="button" aria-pressed={mode === one} onClick={() => onChange(one)}>
          {say(`${one}.tab`)}
        </button>
      ))}
    </fieldset>
  )
}

interface FootProps {
  readonly work: Work
  readonly state: WorkState
  readonly onType: () => void
  readonly onCamera: () => void
}

function Foot({ work, state: { step, last, mode }, onType, onCamera }: FootProps) {
  const { say } = useWords()
  if (step.at === 'posting') return <Ask>{say('posting.title')}</Ask>
  if (step.at === 'quantity' || step.at === 'weight') return null
  const isBegun = step.at === 'target' || (step.at !== 'start' && mode === 'move')
  return (
    <>
      {isBegun ? null : <UndoLine last={last} />}
      <Ask>{say(askOf(step, mode))}</Ask>
      <div class="row three">
        {isBegun ? (
          <Button icon="close" word={say('move.cancel')} onPress={() => work.cancel()} />
        ) : (
          <Button icon="back" word={say('undo.word')} isOff={!last} onPress={() => void work.undo()} />
        )}
        <Button icon="keyboard" word={say('type.word')} onPress={onType} />
        <Button icon="camera" word={say('camera.word')} onPress={onCamera} />
      </div>
    </>
  )
}

function askOf(step: WorkState['step'], mode: Mode) {
  if (step.at === 'target') {
    if (step.goal) return step.goal.checkDigits ? 'ask.check' : 'ask.goal'
    const needsPiece =
      step.move.is === 'stock' && step.move.item.serials === 'always' && step.move.serials.length === 0
    return needsPiece ? 'ask.serial' : 'ask.target'
  }
  if (mode === 'look') return 'ask.anything'
  return step.at === 'answer' ? 'ask.narrow' : 'ask.source'
}

/** The last move, and for how long it can be taken back. */
function UndoLine({ last }: { last: LastMove | undefined }) {
  const { say } = useWords()
  const [, setTurn] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setTurn((turn) => turn + 1), 1_000)
    return () => clearInterval(timer)
  }, [])
  const seconds = last ? (last.until - Date.now()) / 1_000 : 0
  if (!last || seconds <= 0) return null
  const { what, to } = last.told
  return (
    <p class="last">
      <b>{say('move.done', { quantity: what, place: to })}</b>
      <span>{say('undo.left', { time: timeWord(seconds) })}</span>
    </p>
  )
}
