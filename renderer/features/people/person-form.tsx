import { Input, Select } from 'antd'
import { peopleOperations, type Person, roleNames } from '#shared/people.ts'
import { ZodField, ZodForm } from '../../components/zod-form.tsx'
import { useChange } from '../../state/change.tsx'

const schema = peopleOperations.save.input.omit({ id: true, pin: true })
const roles = Object.entries(roleNames).map(([value, label]) => ({ value, label }))

/** Adds a person, or corrects the given one. */
export function PersonForm({
  person,
  done,
  cancel,
  submit = '保存',
}: {
  readonly person?: Person
  readonly done: (saved: Person) => void
  readonly cancel?: () => void
  readonly submit?: string
}) {
  const change = useChange()
  return (
    <ZodForm
      schema={schema}
      shape={schema.shape}
      initial={{ name: person?.name ?? '', role: person?.role ?? 'agent' }}
      submit={submit}
      {...(cancel ? { cancel } : {})}
      send={async (draft) => {
        const answer = await change((core) => core.people.save({ ...(person ? { id: person.id } : {}), ...draft }), {
          success: ({ name }) => `已保存 ${name}`,
        })
        if (answer.ok) done(answer.value)
        return answer
      }}
    >
      <ZodField name="name" label="姓名">
        <Input placeholder="您的姓名" autoComplete="off" />
      </ZodField>
      <ZodField name="role" label="角色">
        <Select options={roles} />
      </ZodField>
    </ZodForm>
  )
}
