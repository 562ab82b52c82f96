import { Modal } from 'antd'
import { useState } from 'react'
import type { Dossier } from '#shared/dossiers.ts'
import type { AppealId } from '#shared/ids.ts'
import { Loaded } from '../../components/loaded.tsx'
import { useChange } from '../../state/change.tsx'
import { useRead } from '../../state/core.ts'
import { AppealTable } from './appeal-table.tsx'

/** Chooses which appeals (numbers) the dossier carries; all of one platform. */
export function AppealsDialog({ dossier, onClose }: { readonly dossier: Dossier; readonly onClose: () => void }) {
  const change = useChange()
  const [chosen, setChosen] = useState<readonly string[]>(dossier.appeals.map(({ id }) => id))
  const [working, setWorking] = useState(false)
  const read = useRead(['appeals', 'list', dossier.companyId], (core) =>
    core.appeals.list({ companyId: dossier.companyId }),
  )
  const save = async () => {
    setWorking(true)
    const answer = await change(
      (core) => core.dossiers.setAppeals({ id: dossier.id, appealIds: chosen as AppealId[] }),
      { into: ['dossiers', 'find', dossier.id], success: `卷宗现在包含 ${chosen.length} 个号码的申诉`, undo: true },
    )
    setWorking(false)
    if (answer.ok) onClose()
  }
  return (
    <Modal
      open
      width={760}
      title="卷宗包含的号码和申诉"
      okText="保存"
      cancelText="取消"
      okButtonProps={{ disabled: chosen.length === 0, loading: working }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <Loaded read={read}>
        {(appeals) => (
          <AppealTable
            appeals={appeals.filter(
              ({ platformId, state, dossierId }) =>
                platformId === dossier.platformId &&
                (dossierId === dossier.id || (dossierId === null && ['sighted', 'preparing'].includes(state))),
            )}
            chosen={chosen}
            onChoose={setChosen}
          />
        )}
      </Loaded>
      {chosen.length === 0 && <p role="alert">卷宗至少要有一个申诉。</p>}
    </Modal>
  )
}
