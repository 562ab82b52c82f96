import { Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { type Person, roleNames } from '#shared/people.ts'
import { ConfirmAction } from '../../components/confirm-action.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { RecordTable } from '../../components/record-table.tsx'
import { useChange } from '../../state/change.tsx'
import { useRead } from '../../state/core.ts'
import { PersonForm } from './person-form.tsx'

function PinField({ person }: { readonly person: Person }) {
  const change = useChange()
  const [pin, setPin] = useState('')
  const save = async (value: string | null) => {
    const { id, name, role } = person
    const answer = await change((core) => core.people.save({ id, name, role, pin: value }), {
      success: value === null ? `已清除 ${name} 的复核密码` : `已设置 ${name} 的复核密码`,
    })
    if (answer.ok) setPin('')
  }
  return (
    <section className="stack" aria-label="复核密码">
      <strong>复核密码（4–12 位数字，{person.hasPin ? '已设置' : '未设置'}）</strong>
      <div className="row">
        <Input.Password
          aria-label="新的复核密码"
          autoComplete="new-password"
          value={pin}
          onChange={(event) => setPin(event.target.value)}
          style={{ width: 200 }}
          maxLength={12}
        />
        <Button disabled={pin === ''} onClick={() => void save(pin)}>
          设置密码
        </Button>
        {person.hasPin && <Button onClick={() => void save(null)}>清除密码</Button>}
      </div>
    </section>
  )
}

/** 人员: who works here, in which role, and the PIN for second-person ticks. */
export function PeoplePanel() {
  const read = useRead(['people', 'list'], (core) => core.people.list({}))
  const change = useChange()
  const [openId, setOpenId] = useState<string | null>(null)
  const open = read.value?.find(({ id }) => id === openId)
  const close = () => setOpenId(null)
  return (
    <div className="stack">
      <div className="row">
        <Button type="primary" onClick={() => setOpenId('new')}>
          添加人员
        </Button>
        <span className="quiet">每一步操作都记在当时的操作人名下；在右上角切换。</span>
      </div>
      <Loaded read={read}>
        {(people) => (
          <RecordTable
            label="人员"
            rows={people}
            keyOf={({ id }) => id}
            nameOf={({ name }) => name}
            open={({ id }) => setOpenId(id)}
            columns={[
              { title: '姓名', dataIndex: 'name' },
              { title: '角色', render: (_, { role }) => roleNames[role] },
              { title: '复核密码', render: (_, { hasPin }) => (hasPin ? '已设置' : '未设置') },
              {
                title: '操作',
                render: (_, person) => (
                  <Button size="small" onClick={() => setOpenId(person.id)} aria-label={`修改 ${person.name}`}>
                    修改
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      <Drawer open={openId !== null} size={480} title={open ? '修改人员' : '添加人员'} onClose={close} destroyOnHidden>
        {openId !== null && <PersonForm key={openId} {...(open ? { person: open } : {})} done={close} cancel={close} />}
        {open && (
          <div className="stack" style={{ marginTop: 24, gap: 24 }}>
            <PinField person={open} />
            <div>
              <ConfirmAction
                danger
                title={`删除 ${open.name}？`}
                what="以往的操作记录仍保留这个姓名，只是不能再选为操作人。"
                verb="删除"
                act={async () => {
                  const answer = await change((core) => core.people.remove({ id: open.id }), {
                    success: `已删除 ${open.name}`,
                  })
                  if (answer.ok) close()
                }}
              >
                删除人员
              </ConfirmAction>
            </div>
          </div>
        )}
      </Drawer>
    </div>
  )
}
