import { registerHooks } from 'node:module'

// The built program says `import … from 'electron'`; under test that is the stand-in.
const standIn = new URL('./electron.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
})
