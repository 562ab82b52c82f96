import { contract } from '#shared/contract.ts'
import { z } from '#shared/zod.ts'

/** One operation as scripts need to know it. */
export interface DescribedOperation {
  readonly name: string
  /** False when it changes something, and so refuses beside an open window. */
  readonly reads: boolean
  readonly input: unknown
  readonly output: unknown
}

/** Every operation with the JSON Schema of what it takes and answers. */
export function describeOperations(): readonly DescribedOperation[] {
  const schema = (of: z.ZodType, io: 'input' | 'output') => z.toJSONSchema(of, { io, unrepresentable: 'any' })
  return Object.entries(contract).flatMap(([area, operations]) =>
    Object.entries(operations).map(([name, { input, output, reads }]) => ({
      name: `${area}.${name}`,
      reads,
      input: schema(input, 'input'),
      output: schema(output, 'output'),
    })),
  )
}
