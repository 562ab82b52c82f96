import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { init, type Methods, type PdfiumRuntimeMethods } from '@embedpdf/pdfium'
import { fontFiles, type Face } from '#core/typeset/fonts.ts'
import { isChineseFace, substituteFace } from './substitute-face.ts'

interface Wasm extends PdfiumRuntimeMethods {
  readonly HEAPU8: Uint8Array
}

/** The wasm module with what is needed to pass bytes in and out; addresses are numbers. */
export interface PdfiumRuntime {
  readonly api: Methods
  /** Memory of the module; asked for anew after every call, since memory that grows moves. */
  readonly memory: () => DataView
  readonly bytes: (at: number, length: number) => Uint8Array
  readonly allocate: (length: number) => number
  readonly free: (at: number) => void
  /** Lends `length` zeroed bytes to `use` and takes them back. */
  readonly lend: <T>(length: number, use: (at: number) => T) => T
  /** Text of a call that fills a buffer with UTF-16 and answers with its length in bytes. */
  readonly utf16: (fill: (at: number, length: number) => number) => string
  /** The same for calls that answer in ASCII or UTF-8. */
  readonly utf8: (fill: (at: number, length: number) => number) => string
}

const CJK_CHARSETS = new Set([128, 129, 134, 136])

/** Offset and length of one table of a TrueType file, or null; tag 0 is the whole file. */
function tableOf(font: Buffer, tag: number): { offset: number; length: number } | null {
  if (tag === 0) return { offset: 0, length: font.length }
  const count = font.readUInt16BE(4)
  for (let i = 0; i < count; i++)
    if (font.readUInt32BE(12 + i * 16) === tag)
      return { offset: font.readUInt32BE(20 + i * 16), length: font.readUInt32BE(24 + i * 16) }
  return null
}

/** pdfium in wasm has no fonts: Chinese text whose font is not in the file would come out blank, without an error. */
function serveFonts(wasm: Wasm, api: Methods, fontsFolder: string) {
  const faces: readonly Face[] = ['serif', 'serifBold', 'sans', 'sansBold']
  const loaded = new Map<number, Buffer>()
  const fontOf = (handle: number) => {
    const known = loaded.get(handle)
    if (known) return known
    const font = readFileSync(join(fontsFolder, fontFiles[faces[handle - 1] ?? 'serif']))
    loaded.set(handle, font)
    return font
  }
  const mapFont = (_: number, weight: number, _italic: number, charset: number, _pitch: number, name: number) => {
    const face = wasm.UTF8ToString(name)
    if (!CJK_CHARSETS.has(charset) && !isChineseFace(face)) return 0
    return faces.indexOf(substituteFace(face, weight)) + 1
  }
  const fontData = (_: number, handle: number, tag: number, buffer: number, size: number) => {
    const font = fontOf(handle)
    const table = tableOf(font, tag >>> 0)
    if (!table) return 0
    if (buffer && size >= table.length)
      wasm.HEAPU8.set(font.subarray(table.offset, table.offset + table.length), buffer)
    return table.length
  }
  const faceName = (_: number, handle: number, buffer: number, size: number) => {
    const name = `${faces[handle - 1] ?? 'serif'}\0`
    if (buffer && size >= name.length) wasm.HEAPU8.set(Buffer.from(name), buffer)
    return name.length
  }
  const calls: readonly (readonly [(...numbers: number[]) => number | void, string])[] = [
    [() => undefined, 'vi'],
    [() => undefined, 'vii'],
    [mapFont, 'iiiiiiii'],
    [() => 0, 'iii'],
    [fontData, 'iiiiii'],
    [faceName, 'iiiii'],
    [() => 134, 'iii'],
    [() => undefined, 'vii'],
  ]
  const info = wasm.wasmExports.malloc(4 + calls.length * 4)
  wasm.setValue(info, 1, 'i32')
  calls.forEach(([call, signature], i) => wasm.setValue(info + 4 + i * 4, wasm.addFunction(call, signature), 'i32'))
  api.FPDF_SetSystemFontInfo(info)
}

let started: Promise<PdfiumRuntime> | null = null

async function start(fontsFolder: string): Promise<PdfiumRuntime> {
  const file = readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'))
  const wasmBinary = file.buffer.slice(file.byteOffset, file.byteOffset + file.length)
  const loaded = await init({ wasmBinary })
  const api: Methods = loaded
  const wasm = loaded.pdfium as unknown as Wasm
  api.PDFiumExt_Init()
  serveFonts(wasm, api, fontsFolder)
  const { malloc, free } = wasm.wasmExports
  const allocate = (length: number) => {
    const at = malloc(length)
    if (at === 0) throw new Error('pdfium is out of memory')
    return at
  }
  const lend = <T>(length: number, use: (at: number) => T): T => {
    const at = allocate(length)
    try {
      wasm.HEAPU8.fill(0, at, at + length)
      return use(at)
    } finally {
      free(at)
    }
  }
  const filled = (fill: (at: number, length: number) => number, encoding: 'utf-16le' | 'utf-8', zero: number) => {
    const length = fill(0, 0)
    if (length <= zero || length > 64_000_000) return ''
    return lend(length, (at) => {
      fill(at, length)
      return new TextDecoder(encoding).decode(wasm.HEAPU8.slice(at, at + length - zero))
    })
  }
  return {
    api,
    memory: () => new DataView(wasm.HEAPU8.buffer),
    bytes: (at, length) => wasm.HEAPU8.subarray(at, at + length),
    allocate,
    free,
    lend,
    utf16: (fill) => filled(fill, 'utf-16le', 2),
    utf8: (fill) => filled(fill, 'utf-8', 1),
  }
}

/** The one pdfium of this process, started when first asked for; `fontsFolder` is the one of the resources. */
export const pdfiumRuntime = (fontsFolder: string) => (started ??= start(fontsFolder))

/** Makes the next call start a fresh module. */
export const dropRuntime = () => {
  started = null
}
