import { expect, test } from 'vitest'
import { createSeats } from '#core/jobs/create-seats.ts'
import { Refusal } from '#core/refusal.ts'

test('no more than the width sit at once, and who waits is served in order', async () => {
  const seats = createSeats(2)
  const served: number[] = []
  let sitting = 0
  let most = 0
  const work = async (guest: number) => {
    await seats.take(undefined)
    most = Math.max(most, ++sitting)
    served.push(guest)
    await new Promise((resolve) => setImmediate(resolve))
    sitting--
    seats.free()
  }
  await Promise.all([1, 2, 3, 4, 5, 6].map(work))
  expect(most).toBe(2)
  expect(served).toEqual([1, 2, 3, 4, 5, 6])
})

test('who gives up while waiting leaves at once and takes no seat', async () => {
  const seats = createSeats(1)
  await seats.take(undefined)
  const tired = new AbortController()
  const waiting = seats.take(tired.signal)
  const patient = seats.take(undefined)
  tired.abort()
  await expect(waiting).rejects.toBeInstanceOf(Refusal)
  seats.free()
  await patient
  seats.free()
  await expect(seats.take(undefined)).resolves.toBeUndefined()
})
