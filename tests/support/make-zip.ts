import { crc32, deflateRawSync } from 'node:zlib'

/** One file of an archive to be made; the odd fields make hostile ones. */
export interface ZipFileToMake {
  /** Text in UTF-8 (flagged), or bytes in any encoding (not flagged). */
  readonly name: string | Uint8Array
  readonly content: Uint8Array | string
  /** Claims this size instead of the real one. */
  readonly claimedSize?: number
  readonly encrypted?: boolean
  /** Upper 16 bits of the external attributes: 0o120777 makes a symbolic link. */
  readonly mode?: number
}

const UTF8 = 0x800

/** A ZIP archive from a list, entry by entry as told. */
export function makeZip(files: readonly ZipFileToMake[]): Uint8Array {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const file of files) {
    const name = Buffer.from(file.name)
    const content = Buffer.from(file.content)
    const packed = deflateRawSync(content)
    const flags = (typeof file.name === 'string' ? UTF8 : 0) | (file.encrypted ? 1 : 0)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(flags, 2)
    shared.writeUInt16LE(8, 4)
    shared.writeUInt32LE(crc32(content), 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(file.claimedSize ?? content.length, 18)
    shared.writeUInt16LE(name.length, 22)
    const record = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), shared, name, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(((file.mode ?? 0o100644) << 16) >>> 0, 6)
    tail.writeUInt32LE(offset, 10)
    // Made by Unix, so that the mode counts.
    central.push(Buffer.concat([Buffer.from('PK\u0001\u0002', 'latin1'), Buffer.from([20, 3]), shared, tail, name]))
    local.push(record)
    offset += record.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, directory, end])
}
