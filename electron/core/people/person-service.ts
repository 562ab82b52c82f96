import { randomBytes, scryptSync } from 'node:crypto'
import type { Service } from '#shared/contract.ts'
import type { Changes } from '../changes.ts'
import { notFound, refuse } from '../refusal.ts'
import type { Settings } from '../settings.ts'
import type { KeptPin, PersonRepository } from './person-repository.ts'

function keepPin(pin: string): KeptPin {
  const salt = randomBytes(16).toString('hex')
  return { salt, hash: scryptSync(pin, salt, 32).toString('hex') }
}

/** Those who work here: names, roles, PINs. */
export function createPersonService({
  people,
  settings,
  changes,
  ids,
}: {
  readonly people: PersonRepository
  readonly settings: Settings
  readonly changes: Changes
  readonly ids: () => string
}): Service<'people'> {
  const find = (id: string) => {
    const person = people.find(id)
    if (!person) throw notFound('人员', id)
    return person
  }
  return {
    list: () => people.all(),
    save({ id, name, role, pin }) {
      if (id !== undefined) find(id)
      if (people.all().some((other) => other.name === name && other.id !== id))
        throw refuse(`已有名为「${name}」的人员；同名时请加上部门或工号以便区分`)
      const person = { id: id ?? ids(), name, role }
      const kept = pin ? keepPin(pin) : null
      return changes.make(
        { what: `${id ? '修改' : '登记'}了人员「${name}」`, subject: person.id, areas: ['people'] },
        () => {
          people.save(person)
          if (pin !== undefined) people.setPin(person.id, kept)
          return find(person.id)
        },
      )
    },
    remove({ id }) {
      const person = find(id)
      if (settings.read('person') === id) throw refuse(`「${person.name}」正在使用本程序；请先切换到其他人员再删除`)
      return changes.make({ what: `删除了人员「${person.name}」`, subject: id, areas: ['people'] }, () => {
        people.remove(id)
        return {}
      })
    },
  }
}
