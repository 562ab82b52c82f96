import type { PersonId } from '#shared/ids.ts'
import type { Person } from '#shared/people.ts'
import type { Db } from '../database/open-database.ts'

interface PersonRow {
  readonly id: string
  readonly name: string
  readonly role: Person['role']
  readonly pin_salt: string | null
  readonly pin_hash: string | null
  readonly position: number
}

/** A PIN as it is kept. */
export interface KeptPin {
  readonly salt: string
  readonly hash: string
}

const toPerson = (row: PersonRow): Person => ({
  id: row.id as PersonId,
  name: row.name,
  role: row.role,
  hasPin: row.pin_hash !== null,
})

/** Those who work here (人员). */
export function createPersonRepository(db: Db) {
  const all = db.prepare<[], PersonRow>('SELECT * FROM person ORDER BY position')
  const byId = db.prepare<[string], PersonRow>('SELECT * FROM person WHERE id = ?')
  const save = db.prepare<{ id: string; name: string; role: string }>(
    `INSERT INTO person (id, name, role, position)
     VALUES (:id, :name, :role, (SELECT coalesce(max(position), 0) + 1 FROM person))
     ON CONFLICT (id) DO UPDATE SET name = :name, role = :role`,
  )
  const setPin = db.prepare<{ id: string; salt: string | null; hash: string | null }>(
    'UPDATE person SET pin_salt = :salt, pin_hash = :hash WHERE id = :id',
  )
  const remove = db.prepare<[string]>('DELETE FROM person WHERE id = ?')
  return {
    all: () => all.all().map(toPerson),
    find: (id: string) => {
      const row = byId.get(id)
      return row && toPerson(row)
    },
    save: (person: { id: string; name: string; role: string }) => void save.run(person),
    setPin: (id: string, pin: KeptPin | null) =>
      void setPin.run({ id, salt: pin?.salt ?? null, hash: pin?.hash ?? null }),
    remove: (id: string) => void remove.run(id),
  }
}

export type PersonRepository = ReturnType<typeof createPersonRepository>
