declare module 'linebreak' {
  /** UAX #14 line breaker; `position` is a UTF-16 offset. */
  export default class LineBreaker {
    constructor(text: string)
    nextBreak(): { readonly position: number; readonly required: boolean } | null
  }
}
