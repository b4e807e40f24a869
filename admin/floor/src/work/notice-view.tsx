import { Button } from '../pieces/frame.tsx'
import { Icon } from '../pieces/icon.tsx'
import { useWords } from '../words/words.ts'
import type { Notice } from './steps.ts'
import type { Work } from './work.ts'

/** What covers the screen: green goes by itself, red and amber stay until they are touched or known. */
export function NoticeView({ notice, work }: { notice: Notice; work: Work }) {
  switch (notice.is) {
    case 'done':
      return (
        <div class="notice right" role="status" data-notice="done">
          <Icon name="circleCheck" size={144} />
          <p class="title">{notice.title}</p>
          <p>{notice.sentence}</p>
        </div>
      )
    case 'wrong':
      return <Wrong notice={notice} onPress={() => work.understand()} />
    case 'down':
      return <Down code={notice.code} onPress={() => work.understand()} />
    case 'unknown':
      return <Unknown notice={notice} work={work} />
  }
}

function Wrong({ notice, onPress }: { notice: Extract<Notice, { is: 'wrong' }>; onPress: () => void }) {
  const { say } = useWords()
  const { title, sentence, pair } = notice
  return (
    <main class="notice wrong" data-notice="wrong">
      <div class="said" role="alert">
        <div class="head">
          <svg width="80" height="80" viewBox="0 0 24 24" aria-hidden="true" class="octagon">
            <path d="M7.9 2h8.2l5.9 5.9v8.2l-5.9 5.9h-8.2l-5.9 -5.9v-8.2z" />
            <path d="M15.5 8.5l-7 7M8.5 8.5l7 7" stroke-width="3" />
          </svg>
          <h1>{title}</h1>
        </div>
        <p class="sentence">{sentence}</p>
        {pair ? (
          <>
            <div class="card">
              {say('wrong.scanned')}
              <b class="code">{pair.scanned}</b>
            </div>
            <div class="card meant">
              {say('wrong.expected')}
              <b class="code">{pair.expected}</b>
            </div>
          </>
        ) : null}
      </div>
      <Button isFirst icon="back" word={say('wrong.go')} onPress={onPress} />
    </main>
  )
}

function Down({ code, onPress }: { code: string; onPress: () => void }) {
  const { say } = useWords()
  return (
    <main class="notice wrong" data-notice="down">
      <div class="said" role="alert">
        <div class="head">
          <Icon name="wifiOff" size={80} />
          <h1>{say('line.down')}</h1>
        </div>
        <div class="card">
          {say('wrong.scanned')}
          <b class="code">{code}</b>
        </div>
        <p class="sentence">{say('line.downHelp')}</p>
      </div>
      <Button isFirst icon="back" word={say('wrong.go')} onPress={onPress} />
    </main>
  )
}

function Unknown({ notice, work }: { notice: Extract<Notice, { is: 'unknown' }>; work: Work }) {
  const { say } = useWords()
  const { what, from, to } = notice.command.told
  return (
    <main class="notice unknown" data-notice="unknown">
      <div class="said" role="alert">
        <div class="head">
          <Icon name="help" size={80} />
          <h1>{say('unsettled.title')}</h1>
        </div>
        <div class="card">
          <b>{what}</b>
          <span class="code">
            {from} <Icon name="arrow" /> {to}
          </span>
        </div>
        <p class="sentence">{say('unsettled.help')}</p>
      </div>
      <Button isFirst icon="help" word={say('unsettled.ask')} onPress={() => void work.askAgain()} />
    </main>
  )
}
