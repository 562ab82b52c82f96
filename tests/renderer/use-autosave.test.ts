import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useAutosave } from '../../renderer/components/use-autosave.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function open(answers: boolean[] = []) {
  const stored: string[] = []
  const hook = renderHook(() =>
    useAutosave(async (text: string) => {
      stored.push(text)
      return answers.shift() ?? true
    }),
  )
  return { stored, hook, now: () => hook.result.current }
}

test('only the last of what is typed in one go is stored, after a pause', async () => {
  const { stored, now } = open()
  act(() => now().change('申'))
  act(() => now().change('申诉'))
  await act(() => vi.advanceTimersByTimeAsync(599))
  expect(stored).toEqual([])
  await act(() => vi.advanceTimersByTimeAsync(1))
  expect(stored).toEqual(['申诉'])
  expect(now().phase).toBe('saved')
  expect(now().savedAt).not.toBeNull()
})

test('leaving the field or the screen stores at once, and nothing is stored twice', async () => {
  const { stored, hook, now } = open()
  act(() => now().change('甲'))
  await act(() => now().flush())
  expect(stored).toEqual(['甲'])
  act(() => now().change('乙'))
  hook.unmount()
  await vi.advanceTimersByTimeAsync(1000)
  expect(stored).toEqual(['甲', '乙'])
})

test('what was refused is said and goes with the next change', async () => {
  const { stored, now } = open([false])
  act(() => now().change('错'))
  await act(() => now().flush())
  expect(now().phase).toBe('failed')
  expect(now().savedAt).toBeNull()
  act(() => now().change('对'))
  await act(() => now().flush())
  expect(stored).toEqual(['错', '对'])
  expect(now().phase).toBe('saved')
})
