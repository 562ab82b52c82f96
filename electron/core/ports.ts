/** Which files a person is asked for. */
export interface FileQuestion {
  readonly title: string
  readonly several: boolean
  /** Extensions without the dot; empty means any. */
  readonly extensions: readonly string[]
}

/** Where a person is asked to save. */
export interface SaveQuestion {
  readonly title: string
  readonly suggestedName: string
}

/** A separate process that parses outside bytes and does heavy work. */
export interface IsolatedProcess {
  readonly send: (message: unknown) => void
  readonly onMessage: (listener: (message: unknown) => void) => void
  readonly onExit: (listener: () => void) => void
  readonly kill: () => void
}

/** Folders shipped with the program, found by path so that a packaged program finds them too. */
export interface Resources {
  readonly templates: string
  /** Holds the faces of typeset/fonts.ts; in a checkout node_modules/@expo-google-fonts. */
  readonly fonts: string
}

/** What the core needs from whoever hosts it. Electron, Chromium, the terminal and the tests each supply their own. */
export interface Ports {
  readonly now: () => Date
  readonly ids: () => string
  readonly log: { error(incident: string, thrown: unknown): void }
  readonly dialogs: {
    /** Paths chosen; empty when cancelled. */
    chooseFiles(question: FileQuestion): Promise<readonly string[]>
    /** A path, or null when cancelled. */
    chooseSaveLocation(question: SaveQuestion): Promise<string | null>
    /** A folder, or null when cancelled. */
    chooseFolder(question: { readonly title: string }): Promise<string | null>
  }
  readonly opener: {
    open(path: string): Promise<void>
    reveal(path: string): Promise<void>
  }
  /** Starts the isolated process (electron/core/jobs/entry.ts). */
  readonly isolate: () => IsolatedProcess
}
