import { Button } from '@mui/material'
import { call, Trouble } from '@stowage/admin'
import { useState } from 'react'
import type { Job } from './send.ts'
import { SentJobs } from './sent-jobs.tsx'
import { wordsOf } from './words.ts'

/** On a printer's screen: a label to see whether it prints, and the way to its queue. */
export function PrinterTest({ record }: { readonly record: { readonly id: string } }) {
  const words = wordsOf()
  const [jobs, setJobs] = useState<readonly Job[]>()
  const [refusal, setRefusal] = useState<unknown>()
  const test = async () => {
    setRefusal(undefined)
    try {
      setJobs((await call<{ jobs: Job[] }>(`/labels/printers/${record.id}/test`, { method: 'POST' })).jobs)
    } catch (error) {
      setRefusal(error)
    }
  }
  return (
    <section className="card pad stack" aria-label={words.test}>
      <div className="row">
        <span className="strong">{words.test}</span>
        <Button className="push" variant="outlined" size="small" onClick={() => void test()}>
          {words.testPrint}
        </Button>
      </div>
      {refusal ? <Trouble error={refusal} /> : null}
      {jobs ? <SentJobs jobs={jobs} /> : null}
    </section>
  )
}
