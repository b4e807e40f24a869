/** `[#########-----------]  45 %  243,000 of 541,909 rows`: what is done of what there is to do. */
export function progressBar(done: number, total: number, what: string): string {
  const share = total > 0 ? Math.min(1, done / total) : 1
  const filled = Math.round(share * 20)
  const bar = '#'.repeat(filled) + '-'.repeat(20 - filled)
  const percent = String(Math.floor(share * 100)).padStart(3)
  return `[${bar}] ${percent} %  ${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${what}`
}
