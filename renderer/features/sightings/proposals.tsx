import { Radio } from 'antd'
import type { LabelCode } from '#shared/kinds.ts'
import type { Proposal } from '#shared/sightings.ts'
import { ConfidenceTag } from '../../components/confidence-tag.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { useRead } from '../../state/core.ts'

/** What the screen showed, as far as it decides whose mark it is. */
export interface Seen {
  readonly sourceLine: string
  readonly handset: string
  readonly labelCode: LabelCode | null
}

function Choice({ proposal }: { readonly proposal: Proposal }) {
  return (
    <span className="stack" style={{ gap: 2 }}>
      <span className="row">
        <strong>{proposal.platformName}</strong>
        <ConfidenceTag confidence={proposal.confidence} />
      </span>
      <span>{proposal.why}</span>
      <span className="quiet">
        {proposal.channels.length === 0
          ? '没有已知的申诉渠道'
          : `可用渠道：${proposal.channels.map(({ name }) => name).join('；')}`}
      </span>
    </span>
  )
}

/** Platforms the mark may come from, best first, with why and how sure; one is chosen. */
export function Proposals({
  seen,
  value,
  choose,
}: {
  readonly seen: Seen
  readonly value: string | null
  readonly choose: (platformId: string) => void
}) {
  const read = useRead(['catalogue', 'propose', seen], (core) => core.sightings.propose(seen), { keep: true })
  return (
    <section aria-label="可能的标记来源" className="surface" style={{ background: 'var(--soft)' }}>
      <strong>可能的标记来源</strong>
      <Loaded read={read}>
        {(proposals) =>
          proposals.length === 0 ? (
            <p className="quiet" style={{ margin: '8px 0 0' }}>
              填写屏幕上的来源行（如「数据由…提供」）或手机型号后，这里会列出可能的平台；也可以在上面直接选择平台。
            </p>
          ) : (
            <Radio.Group
              aria-label="可能的标记来源"
              value={value}
              onChange={(event) => choose(event.target.value as string)}
              style={{ display: 'flex', flexDirection: 'column', gap: 10, marginTop: 8 }}
              options={proposals.map((proposal) => ({
                value: proposal.platformId,
                label: <Choice proposal={proposal} />,
              }))}
            />
          )
        }
      </Loaded>
    </section>
  )
}
