import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { unknownWord } from '#shared/facts.ts'
import { carrierNames, labelNames } from '#shared/kinds.ts'
import type { Sighting } from '#shared/sightings.ts'
import { ConfirmAction } from '../../components/confirm-action.tsx'
import { KeyValue } from '../../components/key-value.tsx'
import { useChange } from '../../state/change.tsx'
import { useRead } from '../../state/core.ts'
import { fileUrl } from '../../state/files.ts'
import { dateTime } from '../../text/dates.ts'

function Screenshot({ id }: { readonly id: string }) {
  const { value: exhibit } = useRead(['exhibits', 'find', id], (core) => core.exhibits.find({ id }))
  const thumbnail = exhibit?.files[0]?.inspection.thumbnail
  return (
    <Link to="/exhibits" search={{ id }}>
      {thumbnail && (
        <img
          src={fileUrl(thumbnail, 'jpg')}
          alt={exhibit.title}
          style={{ display: 'block', maxWidth: 240, maxHeight: 240, border: '1px solid var(--line)' }}
        />
      )}
      打开截图
    </Link>
  )
}

function ToDossier({ appealId }: { readonly appealId: string }) {
  const navigate = useNavigate()
  const { value: appeal } = useRead(['appeals', 'find', appealId], (core) => core.appeals.find({ id: appealId }))
  const id = appeal?.dossierId
  if (!id) return null
  return (
    <Button type="primary" onClick={() => void navigate({ to: '/dossiers/$id', params: { id } })}>
      打开卷宗
    </Button>
  )
}

/** One sighting, and what can be done with it. */
export function SightingDetail({
  sighting,
  edit,
  begin,
  close,
}: {
  readonly sighting: Sighting
  readonly edit: () => void
  readonly begin: () => void
  readonly close: () => void
}) {
  const change = useChange()
  return (
    <div className="stack" style={{ gap: 20 }}>
      <div className="row">
        {sighting.appealId && <ToDossier appealId={sighting.appealId} />}
        {!sighting.clean && (
          <Button type={sighting.appealId ? 'default' : 'primary'} onClick={begin}>
            {sighting.appealId ? '换一个渠道申诉' : '开始申诉'}
          </Button>
        )}
        <Button onClick={edit}>更正</Button>
      </div>
      <KeyValue
        rows={[
          ['号码', sighting.numberShown],
          ['显示', sighting.clean ? '未显示标记' : `「${sighting.labelText}」`],
          ['类别', sighting.labelCode ? labelNames[sighting.labelCode] : '—'],
          ['标记平台', sighting.platformName ?? unknownWord],
          ['手机', sighting.handset],
          ['来源行', sighting.sourceLine],
          ['运营商', carrierNames[sighting.carrier]],
          ['发现时间', dateTime(sighting.seenAt)],
          ['截图', sighting.screenshotId ? <Screenshot key="shot" id={sighting.screenshotId} /> : '没有截图'],
          ['备注', sighting.note],
        ]}
      />
      {!sighting.appealId && (
        <div>
          <ConfirmAction
            danger
            title="删除这条标记记录？"
            what="截图仍留在证据材料里；10 秒内可以撤销。"
            verb="删除"
            act={async () => {
              const answer = await change((core) => core.sightings.remove({ id: sighting.id }), {
                success: '已删除标记记录',
                undo: true,
              })
              if (answer.ok) close()
            }}
          >
            删除标记记录
          </ConfirmAction>
        </div>
      )}
    </div>
  )
}
