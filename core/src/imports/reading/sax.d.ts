/** What is used of sax, which brings no types of its own. */
declare module 'sax' {
  interface Tag {
    name: string
    attributes: Record<string, string>
  }
  interface Parser {
    onopentag: (tag: Tag) => void
    onclosetag: (name: string) => void
    ontext: (text: string) => void
    oncdata: (text: string) => void
    onerror: (error: Error) => void
    write(text: string): Parser
    close(): Parser
  }
  export function parser(strict: boolean, options?: { trim?: boolean; normalize?: boolean }): Parser
  const sax: { parser: typeof parser }
  export default sax
}
